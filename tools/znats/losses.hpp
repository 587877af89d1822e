// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <string>

namespace zws::nats {

/// Counts messages that were lost, by the reason, and warns of them, once a second at most.
class Losses {
public:
    using Clock = std::chrono::steady_clock;

    /// `reason` is one of a few, and does not name a message.
    void add(const std::string& reason, std::uint64_t messages = 1);

    /// When report() has something to tell; time_point::max() if nothing was lost since.
    Clock::time_point due() const { return untold_.empty() ? Clock::time_point::max() : next_; }

    /// Warns of those since the last report, if the last one is a second old.
    void report(Clock::time_point now);

    /// Warns of those since the last report.
    void tell();

    /// All since the start.
    std::uint64_t total() const { return total_; }

private:
    Clock::time_point next_; ///< not before this; the first is told at once
    std::map<std::string, std::uint64_t> untold_;
    std::uint64_t total_ = 0;
};

} // namespace zws::nats
