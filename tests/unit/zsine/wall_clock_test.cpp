// SPDX-License-Identifier: MIT
#include "tools/zsine/wall_clock.hpp"

#include "tests/unit/catch.hpp"

using namespace std::chrono_literals;
using zws::sine::WallClock;

TEST_CASE("Unix time is that of the system's clock")
{
    const WallClock clock;
    const auto steady = WallClock::Steady::now();
    const std::chrono::duration<double> system = WallClock::System::now().time_since_epoch();
    CHECK(clock.unix_time(steady) == Approx(system.count()).margin(5).epsilon(0));
}

TEST_CASE("a thread held up between two readings does not move Unix time")
{
    WallClock clock;
    const auto steady = WallClock::Steady::now();
    const WallClock::System::time_point system(1700000000s);
    clock.compare(steady, system, steady);
    REQUIRE(clock.unix_time(steady) == 1700000000.0);
    clock.compare(steady, system, steady + 300ms);
    CHECK(clock.unix_time(steady) == 1700000000.0);
    clock.compare(steady, system + 300ms, steady + 300ms);
    CHECK(clock.unix_time(steady) == 1700000000.0);
}

TEST_CASE("Unix time follows a system's clock that is set")
{
    WallClock clock;
    const auto steady = WallClock::Steady::now();
    const WallClock::System::time_point system(1700000000s);
    clock.compare(steady, system, steady);
    clock.compare(steady, system + 1h, steady + 1s);
    CHECK(clock.unix_time(steady) == 1700003599.0); // no further than the reading asks for
    clock.compare(steady, system, steady);
    CHECK(clock.unix_time(steady) == 1700000000.0);
}
