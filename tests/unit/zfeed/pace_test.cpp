// SPDX-License-Identifier: MIT
#include "tests/unit/catch.hpp"
#include "tools/zfeed/pace.hpp"

using namespace std::chrono_literals;
using zws::feed::Pace;
using Clock = Pace::Clock;
using Recorded = std::chrono::system_clock::time_point;

namespace {

const Clock::time_point now(1000s);

} // namespace

TEST_CASE("without a pace everything is due at once")
{
    Pace pace;
    CHECK_FALSE(pace.needs_time());
    CHECK(pace.due(Recorded(5s), now) == Clock::time_point::min());
}

TEST_CASE("with a rate messages are due at absolute times")
{
    Pace pace = Pace::regular(4);
    CHECK(pace.due({}, now) == now);
    CHECK(pace.due({}, now + 900ms) == now + 250ms);
    CHECK(pace.due({}, now + 900ms) == now + 500ms);
    CHECK(pace.due({}, now + 10s) == now + 10s);
    CHECK(pace.due({}, now + 10s) == now + 10s + 250ms);
}

TEST_CASE("a recording has its own times")
{
    Pace pace = Pace::recorded(2);
    CHECK(pace.needs_time());
    CHECK(pace.due(Recorded(50s), now) == now);
    CHECK(pace.due(Recorded(51s), now + 3s) == now + 500ms);
    CHECK(pace.due(Recorded(60s), now) == now + 5s);
    SECTION("a step back is followed at once")
    {
        CHECK(pace.due(Recorded(10s), now + 6s) == now + 6s);
        CHECK(pace.due(Recorded(12s), now + 6s) == now + 7s);
    }
    SECTION("so is a new begin")
    {
        pace.restart();
        CHECK(pace.due(Recorded(70s), now + 6s) == now + 6s);
    }
}

TEST_CASE("no wait is too long for the clock")
{
    Pace pace = Pace::recorded(1e-9);
    CHECK(pace.due(Recorded(0s), now) == now);
    CHECK(pace.due(Recorded(9'000'000'000s), now) > now + std::chrono::hours(24 * 365));
}
