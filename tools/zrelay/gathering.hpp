// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>

namespace zws::relay {

/// Lets messages gather while they follow each other closely, as network cards do with their interrupts: a
/// wake-up that comes sooner than a period after the last one is put off to the end of the period. What comes
/// after a pause goes at once, and where a wake-up finds many messages already, none is put off.
class Gathering {
public:
    using Clock = std::chrono::steady_clock;

    /// `enough`: messages that are worth a wake-up of their own; with 0 none is put off.
    Gathering(Clock::duration period, std::uint64_t enough) : period_(period), enough_(enough) {}

    /// A message woke us at `now`: when to go on. `bunch`: the messages that were moved after the last
    /// wake-up.
    Clock::time_point end(Clock::time_point now, std::uint64_t bunch)
    {
        const auto due = bunch < enough_ ? begun_ + period_ : now;
        return begun_ = std::max(now, due);
    }

private:
    Clock::duration period_;
    std::uint64_t enough_;
    Clock::time_point begun_{}; ///< of the last wake-up
};

} // namespace zws::relay
