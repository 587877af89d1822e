// SPDX-License-Identifier: MIT
#include "tests/unit/catch.hpp"
#include "tools/zrelay/gathering.hpp"

using namespace std::chrono_literals;
using zws::relay::Gathering;

namespace {

constexpr Gathering::Clock::time_point first_wake{1h};

} // namespace

TEST_CASE("wake-ups that follow each other closely are put off to the end of the period")
{
    Gathering gathering(100us, 10);
    REQUIRE(gathering.end(first_wake, 0, 0us) == first_wake);
    REQUIRE(gathering.end(first_wake + 40us, 1, 0us) == first_wake + 100us);
    REQUIRE(gathering.end(first_wake + 110us, 2, 0us) == first_wake + 200us);
    REQUIRE(gathering.end(first_wake + 200us, 10, 0us) == first_wake + 300us);
}

TEST_CASE("what comes after a pause goes at once")
{
    Gathering gathering(100us, 10);
    REQUIRE(gathering.end(first_wake, 1, 0us) == first_wake);
    REQUIRE(gathering.end(first_wake + 101us, 1, 0us) == first_wake + 101us);
    REQUIRE(gathering.end(first_wake + 5s, 1, 0us) == first_wake + 5s);
}

TEST_CASE("no more gather than is enough")
{
    Gathering gathering(100us, 10);
    REQUIRE(gathering.end(first_wake, 1, 0us) == first_wake);
    REQUIRE(gathering.end(first_wake + 1us, 1, 0us) == first_wake + 100us);
    REQUIRE(gathering.end(first_wake + 101us, 20, 0us) == first_wake + 150us); // 20 came in 100 us
    REQUIRE(gathering.end(first_wake + 151us, 10, 0us) == first_wake + 200us);
    REQUIRE(gathering.end(first_wake + 201us, 2, 0us) == first_wake + 300us);
    Gathering none(100us, 0);
    REQUIRE(none.end(first_wake, 0, 0us) == first_wake);
    REQUIRE(none.end(first_wake + 1us, 0, 0us) == first_wake + 1us);
}

TEST_CASE("where a few would gather in the time that is worth it, all wait for that")
{
    Gathering gathering(0us, 100);
    REQUIRE(gathering.end(first_wake, 1, 400us) == first_wake);
    REQUIRE(gathering.end(first_wake + 99us, 1, 400us) == first_wake + 400us);
    REQUIRE(gathering.end(first_wake + 500us, 1, 400us) == first_wake + 500us); // too few in that time
    REQUIRE(gathering.end(first_wake + 700us, 3, 400us) == first_wake + 900us); // they came at once
    REQUIRE(gathering.end(first_wake + 901us, 1, 0us) == first_wake + 901us);
    REQUIRE(gathering.end(first_wake + 902us, 100, 400us) == first_wake + 902us); // enough
}
