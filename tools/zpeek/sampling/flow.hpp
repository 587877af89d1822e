// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/cli/histogram.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace zws::peek {

/// How messages flow: how many, how large, how far apart.
class Flow {
public:
    using Clock = std::chrono::steady_clock;

    /// Counts a message of `size` bytes.
    void add(std::size_t size, Clock::time_point now);

    std::uint64_t messages() const { return intervals_.count() + (sizes_.any ? 1 : 0); }
    std::uint64_t bytes() const { return bytes_; }
    /// Bytes of the smallest message, and of the largest.
    std::size_t least_size() const { return sizes_.least; }
    std::size_t greatest_size() const { return sizes_.greatest; }
    /// Between one message and the next.
    const Histogram& intervals() const { return intervals_; }

    /// Messages in a second, if `looked` is how long was looked: by the times of many, by the number of few.
    double rate(Clock::duration looked) const;

private:
    struct {
        bool any = false;
        std::size_t least = 0;
        std::size_t greatest = 0;
    } sizes_;
    std::uint64_t bytes_ = 0;
    Histogram intervals_;
    Clock::time_point first_;
    Clock::time_point last_;
};

} // namespace zws::peek
