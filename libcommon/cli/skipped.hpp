// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace zws {

/// Warns of messages that could not be printed, once a second at most.
class Skipped {
public:
    using Clock = std::chrono::steady_clock;

    /// Counts one message that was skipped for `reason`.
    void add(std::string reason);

    /// When report() has something to tell; time_point::max() if nothing was skipped since.
    Clock::time_point due() const { return untold_ == 0 ? Clock::time_point::max() : next_; }

    /// Warns of those since the last report, if the last one is a second old.
    void report(Clock::time_point now);

    /// Warns of those since the last report.
    void tell();

private:
    Clock::time_point next_; ///< not before this; the first is told at once
    std::uint64_t untold_ = 0;
    std::string reason_; ///< of the first that is untold
};

} // namespace zws
