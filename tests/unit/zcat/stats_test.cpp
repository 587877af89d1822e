// SPDX-License-Identifier: MIT
#include "tests/unit/catch.hpp"
#include "tools/zcat/stats.hpp"

using namespace std::chrono_literals;
using zws::cat::short_form;

TEST_CASE("durations are told in three digits")
{
    REQUIRE(short_form(0ns) == "0 ns");
    REQUIRE(short_form(999ns) == "999 ns");
    REQUIRE(short_form(1234ns) == "1.23 us");
    REQUIRE(short_form(12'340us) == "12.3 ms");
    REQUIRE(short_form(345ms) == "345 ms");
    REQUIRE(short_form(9996ms) == "10.0 s");
    REQUIRE(short_form(2h) == "7200 s");
}
