// SPDX-License-Identifier: MIT
#include "tests/unit/catch.hpp"
#include "tools/zrelay/gathering.hpp"

using namespace std::chrono_literals;
using zws::relay::Gathering;

TEST_CASE("wake-ups that follow each other closely are put off to the end of the period")
{
    const Gathering::Clock::time_point start{1h};
    Gathering gathering(100us, 100us, 10);
    REQUIRE(gathering.end(start, 0) == start);
    REQUIRE(gathering.end(start + 40us, 1) == start + 100us);
    REQUIRE(gathering.end(start + 110us, 2) == start + 200us);
    REQUIRE(gathering.end(start + 200us, 9) == start + 300us);
}

TEST_CASE("what comes after a pause goes at once")
{
    const Gathering::Clock::time_point start{1h};
    Gathering gathering(100us, 100us, 10);
    REQUIRE(gathering.end(start, 1) == start);
    REQUIRE(gathering.end(start + 101us, 1) == start + 101us);
    REQUIRE(gathering.end(start + 5s, 1) == start + 5s);
}

TEST_CASE("where many came at once, none is put off")
{
    const Gathering::Clock::time_point start{1h};
    Gathering gathering(100us, 100us, 10);
    REQUIRE(gathering.end(start, 1) == start);
    REQUIRE(gathering.end(start + 1us, 10) == start + 1us);
    REQUIRE(gathering.end(start + 2us, 1) == start + 101us);
    Gathering none(100us, 100us, 0);
    REQUIRE(none.end(start, 0) == start);
    REQUIRE(none.end(start + 1us, 0) == start + 1us);
}

TEST_CASE("the period grows as long as few gather, and shrinks where many do")
{
    const Gathering::Clock::time_point start{1h};
    Gathering gathering(100us, 500us, 10);
    REQUIRE(gathering.end(start, 0) == start);
    REQUIRE(gathering.end(start, 1) == start + 400us);
    REQUIRE(gathering.end(start + 400us, 4) == start + 900us);
    REQUIRE(gathering.end(start + 900us, 5) == start + 1400us);
    REQUIRE(gathering.end(start + 1400us, 10) == start + 1400us);
    REQUIRE(gathering.end(start + 1400us, 9) == start + 1650us);
}
