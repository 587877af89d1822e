// SPDX-License-Identifier: MIT
#include "tests/unit/catch.hpp"
#include "tools/zfeed/schedule.hpp"

using namespace std::chrono_literals;
using zws::feed::Schedule;
using Clock = Schedule::Clock;
using Recorded = Schedule::Recorded;

namespace {

const Clock::time_point now(1000s);

} // namespace

TEST_CASE("without a pace everything is due at once")
{
    Schedule pace;
    CHECK_FALSE(pace.needs_time());
    CHECK(pace.next(Recorded(5s), now).due == Clock::time_point::min());
}

TEST_CASE("with a rate messages are due at absolute times")
{
    Schedule pace = Schedule::regular(4);
    CHECK(pace.next({}, now).due == now);
    CHECK(pace.next({}, now + 900ms).due == now + 250ms);
    CHECK(pace.next({}, now + 900ms).due == now + 500ms);
    CHECK(pace.next({}, now + 10s).due == now + 10s);
    CHECK(pace.next({}, now + 10s).due == now + 10s + 250ms);
}

TEST_CASE("a recording has its own times")
{
    Schedule pace = Schedule::recorded(2, 1h);
    CHECK(pace.needs_time());
    CHECK(pace.next(Recorded(50s), now).due == now);
    CHECK(pace.next(Recorded(51s), now + 3s).due == now + 500ms);
    CHECK(pace.next(Recorded(60s), now).due == now + 5s);
    SECTION("a step back is followed at once")
    {
        CHECK(pace.next(Recorded(10s), now + 6s).due == now + 6s);
        CHECK(pace.next(Recorded(12s), now + 6s).due == now + 7s);
    }
    SECTION("so is a new begin")
    {
        pace.restart();
        CHECK(pace.next(Recorded(70s), now + 6s).due == now + 6s);
    }
}

TEST_CASE("what a recording cannot mean is passed, with a remark")
{
    Schedule pace = Schedule::recorded(1, 1h);
    CHECK(pace.next(Recorded(0s), now).remark.empty());
    auto step = pace.next(Recorded(1'760'000'000s), now + 1s);
    CHECK(step.due == now + 1s);
    CHECK(step.remark == "its time is 20370 days after that of the message before it: sent at once");
    step = pace.next(Recorded(1'760'000'001s), now + 1s);
    CHECK(step.due == now + 2s);
    CHECK(step.remark.empty());
    step = pace.next(Recorded(1'759'999'997s), now + 2s);
    CHECK(step.due == now + 2s);
    CHECK(step.remark == "its time is 4 s before that of the message before it: sent at once");
    CHECK(pace.next(Recorded::max(), now + 3s).due == now + 3s);
    CHECK(pace.next(Recorded::min(), now + 3s).due == now + 3s);
}

TEST_CASE("a pause is shortened to the longest that is wanted, as it would be waited")
{
    Schedule pace = Schedule::recorded(2, 10s);
    CHECK(pace.next(Recorded(100s), now).due == now);
    CHECK(pace.next(Recorded(120s), now).due == now + 10s);
    auto step = pace.next(Recorded(3'720s), now);
    CHECK(step.due == now + 20s);
    CHECK(step.remark == "a pause of 30 min is shortened to 10 s (see --max-gap)");
    step = pace.next(Recorded(3'722s), now);
    CHECK(step.due == now + 21s);
    CHECK(step.remark.empty());
}

TEST_CASE("times in words")
{
    CHECK(zws::feed::in_words(1500ms) == "1.5 s");
    CHECK(zws::feed::in_words(119s) == "119 s");
    CHECK(zws::feed::in_words(59min) == "59 min");
    CHECK(zws::feed::in_words(5h) == "5 h");
    CHECK(zws::feed::in_words(100h) == "4 days");
}

TEST_CASE("no wait is too long for the clock")
{
    constexpr std::chrono::hours longest(24 * 366 * 50);
    Schedule pace = Schedule::recorded(1e-9, longest);
    CHECK(pace.next(Recorded(0s), now).due == now);
    CHECK(pace.next(Recorded(30'000'000s), now).due == now + longest);
}
