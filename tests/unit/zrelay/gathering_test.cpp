// SPDX-License-Identifier: MIT
#include "tests/unit/catch.hpp"
#include "tools/zrelay/gathering.hpp"

using namespace std::chrono_literals;
using zws::relay::Gathering;

TEST_CASE("wake-ups that follow each other closely are put off to the end of the period")
{
    const Gathering::Clock::time_point start{1h};
    Gathering gathering(100us, 100us, 10);
    REQUIRE(gathering.end(start, 0, 0us) == start);
    REQUIRE(gathering.end(start + 40us, 1, 0us) == start + 100us);
    REQUIRE(gathering.end(start + 110us, 2, 0us) == start + 200us);
    REQUIRE(gathering.end(start + 200us, 9, 0us) == start + 300us);
}

TEST_CASE("what comes after a pause goes at once")
{
    const Gathering::Clock::time_point start{1h};
    Gathering gathering(100us, 100us, 10);
    REQUIRE(gathering.end(start, 1, 0us) == start);
    REQUIRE(gathering.end(start + 101us, 1, 0us) == start + 101us);
    REQUIRE(gathering.end(start + 5s, 1, 0us) == start + 5s);
}

TEST_CASE("where many came at once, none is put off")
{
    const Gathering::Clock::time_point start{1h};
    Gathering gathering(100us, 100us, 10);
    REQUIRE(gathering.end(start, 1, 0us) == start);
    REQUIRE(gathering.end(start + 1us, 10, 0us) == start + 1us);
    REQUIRE(gathering.end(start + 2us, 1, 0us) == start + 101us);
    Gathering none(100us, 100us, 0);
    REQUIRE(none.end(start, 0, 0us) == start);
    REQUIRE(none.end(start + 1us, 0, 0us) == start + 1us);
}

TEST_CASE("the period grows as long as few gather, and shrinks where many do")
{
    const Gathering::Clock::time_point start{1h};
    Gathering gathering(100us, 500us, 10);
    REQUIRE(gathering.end(start, 0, 0us) == start);
    REQUIRE(gathering.end(start, 1, 0us) == start + 400us);
    REQUIRE(gathering.end(start + 400us, 4, 0us) == start + 900us);
    REQUIRE(gathering.end(start + 900us, 5, 0us) == start + 1400us);
    REQUIRE(gathering.end(start + 1400us, 10, 0us) == start + 1400us);
    REQUIRE(gathering.end(start + 1400us, 9, 0us) == start + 1650us);
}

TEST_CASE("where a few would gather in the time that is worth it, all wait for that")
{
    const Gathering::Clock::time_point start{1h};
    Gathering gathering(0us, 0us, 10);
    REQUIRE(gathering.end(start, 1, 400us) == start);
    REQUIRE(gathering.end(start + 99us, 1, 400us) == start + 400us);
    REQUIRE(gathering.end(start + 500us, 1, 400us) == start + 500us); // too few in that time
    REQUIRE(gathering.end(start + 700us, 3, 400us) == start + 900us); // they came at once
    REQUIRE(gathering.end(start + 901us, 1, 0us) == start + 901us);
    REQUIRE(gathering.end(start + 902us, 10, 400us) == start + 902us); // enough
}
