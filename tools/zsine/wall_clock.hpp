// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>

namespace zws::sine {

/// Tells the Unix time of moments of the steady clock. The distance between the two clocks is known from
/// reading them together; a thread that is held up between the readings makes them vague, but never moves
/// the distance, so that equal steps of the steady clock stay equal steps of Unix time. When the system's
/// clock is set or slewed, the distance follows.
class WallClock {
public:
    using Steady = std::chrono::steady_clock;
    using System = std::chrono::system_clock;

    /// Reads both clocks, some times: one reading may be vague.
    WallClock();

    /// Reads both clocks again.
    void update();

    /// Takes a reading of the system's clock that was made between two of the steady clock, and moves the
    /// distance no further than it takes to agree with it.
    void compare(Steady::time_point before, System::time_point system, Steady::time_point after);

    /// Seconds since 1970 at `when`.
    double unix_time(Steady::time_point when) const;

private:
    std::chrono::nanoseconds distance_ = std::chrono::nanoseconds::min();
};

} // namespace zws::sine
