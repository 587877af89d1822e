// SPDX-License-Identifier: MIT
#include "tools/znats/from_nats/witnesses.hpp"

#include "tests/unit/catch.hpp"

using zws::nats::Witnesses;

TEST_CASE("who came later was not there")
{
    Witnesses witnesses;
    witnesses.see({}, 0, 0);
    REQUIRE(witnesses.of(1) == 0);
    witnesses.see({1}, 0, 0);
    REQUIRE(witnesses.of(1) == 0); // it has not subscribed
    witnesses.see({1}, 1, 0);
    REQUIRE(witnesses.of(1) == 1);
    witnesses.see({1, 2}, 2, 10);
    REQUIRE(witnesses.of(10) == 1);
    REQUIRE(witnesses.of(11) == 2);
    witnesses.see({2}, 2, 20);
    REQUIRE(witnesses.of(10) == 0);
    REQUIRE(witnesses.of(11) == 1);
}

TEST_CASE("a subscription can be heard of before its connection")
{
    Witnesses witnesses;
    witnesses.see({}, 1, 0);
    witnesses.see({1}, 1, 5);
    REQUIRE(witnesses.of(5) == 0);
    REQUIRE(witnesses.of(6) == 1);
    witnesses.see({1}, 2, 9); // to another topic
    REQUIRE(witnesses.of(6) == 1);
}
