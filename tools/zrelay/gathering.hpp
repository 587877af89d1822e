// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>

namespace zws::relay {

/// Lets messages gather while they follow each other closely, as network cards do with their interrupts: a
/// wake-up that comes sooner than a period after the last one is put off to the end of the period. What comes
/// after a pause goes at once. The period grows as long as few gather, so that never many more do than is
/// enough: they wait in a queue, which has an end. Where some messages would gather in the time that it is
/// worth to wait in any case, it is at least that.
class Gathering {
public:
    using Clock = std::chrono::steady_clock;

    /// The period is between `least` and `most`. `enough`: messages after which the next are not put off;
    /// with 0 none are.
    Gathering(Clock::duration least, Clock::duration most, std::uint64_t enough)
        : least_(least), most_(most), enough_(enough), period_(least)
    {
    }

    /// A message woke us at `now`: when to go on. `bunch`: the messages that were moved after the last
    /// wake-up; `worth`: how long it is worth to wait for a few.
    Clock::time_point end(Clock::time_point now, std::uint64_t bunch, Clock::duration worth)
    {
        if (bunch >= enough_) {
            period_ = std::max(period_ / 2, least_);
            return begun_ = now;
        }
        if (2 * bunch < enough_)
            period_ = std::min(2 * period_, most_);
        constexpr int few = 4;
        const bool dense = few * (now - begun_) < worth * std::max<std::uint64_t>(bunch, 1);
        return begun_ = std::max(now, begun_ + (dense ? std::max(period_, worth) : period_));
    }

private:
    Clock::duration least_;
    Clock::duration most_;
    std::uint64_t enough_;
    Clock::duration period_;
    Clock::time_point begun_{}; ///< of the last wake-up
};

} // namespace zws::relay
