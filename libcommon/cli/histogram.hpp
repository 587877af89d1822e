// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <string>

namespace zws {

/// How often durations of each length came, in a few kilobytes: the lengths are counted in steps of a
/// sixteenth of their power of two, so what is read back is right to 3.2 %.
class Histogram {
public:
    /// A negative duration counts as none.
    void add(std::chrono::nanoseconds duration);

    /// The duration that a part `q` (0 to 1) of all is not longer than; 0 where there are none.
    std::chrono::nanoseconds quantile(double q) const;

    std::uint64_t count() const { return count_; }
    void clear();

private:
    static constexpr unsigned steps = 16; ///< a power of two
    static constexpr unsigned step_bits = 4;
    static constexpr unsigned bucket_count = (64 - step_bits + 1) * steps;

    static unsigned bucket(std::uint64_t ns);
    static double middle(unsigned bucket);

    std::array<std::uint64_t, bucket_count> buckets_{};
    std::uint64_t count_ = 0;
};

/// In three digits: "12.5 us", "340 ms", "2.01 s".
std::string short_form(std::chrono::nanoseconds duration);

} // namespace zws
