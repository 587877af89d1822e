// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>

namespace zws {

/// Tells when another period has passed, for what is done once a second at most.
class Ticker {
public:
    using Clock = std::chrono::steady_clock;

    /// The first period ends `period` after `start`.
    explicit Ticker(Clock::time_point start, Clock::duration period = std::chrono::seconds(1))
        : period_(period), due_(start + period)
    {
    }

    /// The end of the running period.
    Clock::time_point due() const { return due_; }

    /// True if the period had ended by `now`; then the next begins. Periods that nobody asked about are
    /// passed over.
    bool passed(Clock::time_point now)
    {
        if (now < due_)
            return false;
        due_ += period_ * ((now - due_) / period_ + 1);
        return true;
    }

private:
    Clock::duration period_;
    Clock::time_point due_;
};

} // namespace zws
