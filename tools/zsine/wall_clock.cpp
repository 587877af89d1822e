// SPDX-License-Identifier: MIT
#include "tools/zsine/wall_clock.hpp"

#include <algorithm>

namespace zws::sine {

WallClock::WallClock()
{
    constexpr int readings = 10;
    for (int i = 0; i < readings; ++i)
        update();
}

void WallClock::update()
{
    const auto before = Steady::now();
    const auto system = System::now();
    compare(before, system, Steady::now());
}

void WallClock::compare(Steady::time_point before, System::time_point system, Steady::time_point after)
{
    const auto since_1970 = system.time_since_epoch();
    distance_ = std::clamp<std::chrono::nanoseconds>(distance_, since_1970 - after.time_since_epoch(),
                                                     since_1970 - before.time_since_epoch());
}

double WallClock::unix_time(Steady::time_point when) const
{
    return std::chrono::duration<double>(when.time_since_epoch() + distance_).count();
}

} // namespace zws::sine
