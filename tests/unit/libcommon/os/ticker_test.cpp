// SPDX-License-Identifier: MIT
#include "libcommon/os/ticker.hpp"
#include "tests/unit/catch.hpp"

using namespace std::chrono_literals;
using zws::Ticker;

TEST_CASE("a ticker tells once of each period, and of none twice")
{
    const Ticker::Clock::time_point start{};
    Ticker ticker(start);
    REQUIRE(ticker.due() == start + 1s);
    REQUIRE_FALSE(ticker.passed(start + 999ms));
    REQUIRE(ticker.passed(start + 1s));
    REQUIRE_FALSE(ticker.passed(start + 1s));
    REQUIRE(ticker.passed(start + 2100ms));
    REQUIRE(ticker.due() == start + 3s);
}

TEST_CASE("periods that nobody asked about are passed over")
{
    const Ticker::Clock::time_point start{};
    Ticker ticker(start, 10ms);
    REQUIRE(ticker.passed(start + 10s + 5ms));
    REQUIRE(ticker.due() == start + 10s + 10ms);
}
