// SPDX-License-Identifier: MIT
#include "tools/znats/to_nats/pace.hpp"

#include "tests/unit/catch.hpp"

using zws::nats::Pace;
using Clock = Pace::Clock;

TEST_CASE("as many are on their way as may be")
{
    const Pace pace(3);
    const auto now = Clock::now();
    REQUIRE(pace.allows(2, now));
    REQUIRE_FALSE(pace.allows(3, now));
}

TEST_CASE("a refusal has the others wait, twice as long each time, until one is stored")
{
    Pace pace(3);
    auto now = Clock::now();
    Clock::duration pause = Pace::shortest;
    for (int i = 0; i < 10; ++i) {
        pace.refused(now);
        pace.refused(now); // of another one that was on its way
        REQUIRE(pace.resume() == now + pause);
        REQUIRE_FALSE(pace.allows(0, pace.resume() - Clock::duration(1)));
        now = pace.resume();
        REQUIRE(pace.allows(0, now));
        REQUIRE_FALSE(pace.allows(1, now));
        pause = std::min(2 * pause, Pace::longest);
    }
    pace.stored();
    REQUIRE(pace.allows(2, now));
    pace.refused(now);
    REQUIRE(pace.resume() == now + Pace::shortest);
}

TEST_CASE("one at a time where no answer comes, and where order matters")
{
    Pace pace(3);
    const auto now = Clock::now();
    pace.unanswered();
    REQUIRE(pace.allows(0, now));
    REQUIRE_FALSE(pace.allows(1, now));
    pace.stored();
    REQUIRE(pace.allows(1, now));
    pace.keep_order(true);
    REQUIRE_FALSE(pace.allows(1, now));
    pace.stored();
    REQUIRE_FALSE(pace.allows(1, now));
}
