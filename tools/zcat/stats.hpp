// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/cli/histogram.hpp"
#include "libcommon/cli/throughput.hpp"
#include "libcommon/os/ticker.hpp"

#include <chrono>
#include <string>

namespace zws::cat {

/// What --stats tells of the stream, on stderr: every second, see log::stats(), and at the end.
class Stats {
public:
    using Clock = std::chrono::steady_clock;

    explicit Stats(Clock::time_point start);

    /// Counts one message of `bytes` that came at `now`.
    void add(std::size_t bytes, Clock::time_point now);

    /// When the next line is due.
    Clock::time_point due() const { return second_.due(); }

    /// Writes the line of the last second, with `more` after it, if it is due.
    void report(Clock::time_point now, const std::string& more = "");

    /// Writes the line about all, with `more` after it.
    void report_total(Clock::time_point now, const std::string& more = "");

private:
    Throughput throughput_;
    Ticker second_;
    Histogram recent_;
    Histogram all_;
    Clock::time_point last_; ///< when the last message came, if one did
};

} // namespace zws::cat
