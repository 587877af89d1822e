// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>

namespace zws::relay {

/// Lets messages gather while they follow each other closely, as network cards do with their interrupts. A
/// message that comes after a pause goes at once. One that comes within a period of the last wake-up waits
/// for the end of that period. The period is `longest`, or longer where a few messages come in the time that
/// a wake-up is worth; it is shorter where more than `enough` messages would gather.
class Gathering {
public:
    using Clock = std::chrono::steady_clock;

    /// `enough`: messages that may gather: they wait in a queue, which has an end. With 0 none do.
    Gathering(Clock::duration longest, int enough) : longest_(longest), enough_(enough) {}

    /// A message woke us at `now`: when to go on. `bunch`: the messages that were moved after the last
    /// wake-up; `worth`: how long it is worth to wait for a few.
    Clock::time_point end(Clock::time_point now, std::int64_t bunch, Clock::duration worth)
    {
        constexpr int few = 4;
        bunch = std::max<std::int64_t>(bunch, 1);
        const bool dense = few * (now - begun_) < worth * bunch;
        const auto wanted = dense ? std::max(longest_, worth) : longest_;
        const auto next = std::max(now, begun_ + std::min(wanted, came_in_ * enough_ / bunch));
        came_in_ = std::min<Clock::duration>(next - begun_, std::chrono::seconds(1));
        return begun_ = next;
    }

private:
    Clock::duration longest_;
    int enough_;
    Clock::time_point begun_{};  ///< the last wake-up
    Clock::duration came_in_{0}; ///< the time in which a bunch came: between the last two
};

} // namespace zws::relay
