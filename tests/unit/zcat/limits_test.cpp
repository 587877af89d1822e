// SPDX-License-Identifier: MIT
#include "libcommon/os/error.hpp"
#include "tests/unit/catch.hpp"
#include "tools/zcat/limits.hpp"

using namespace std::chrono_literals;
using zws::cat::Limits;
using zws::cat::Options;

TEST_CASE("without limits there is no end")
{
    const Options options;
    const Limits limits(options, Limits::Clock::now());
    REQUIRE(limits.due() == Limits::Clock::time_point::max());
    REQUIRE_FALSE(limits.reached(1'000'000));
    REQUIRE_NOTHROW(limits.check_count(0));
}

TEST_CASE("a message puts off the end of --idle, but not of --timeout")
{
    Options options;
    options.idle = 2s;
    options.timeout = 5s;
    const auto start = Limits::Clock::now();
    Limits limits(options, start);
    REQUIRE(limits.due() == start + 2s);
    REQUIRE_FALSE(limits.passed(start + 1999ms));
    REQUIRE(limits.passed(start + 2s));
    limits.arrived(start + 1s);
    REQUIRE(limits.due() == start + 3s);
    limits.arrived(start + 4s);
    REQUIRE(limits.due() == start + 5s);
    REQUIRE(limits.deadline() == start + 5s);
}

TEST_CASE("a time limit is a failure only where a count was wanted and is not reached")
{
    Options options;
    options.timeout = 5s;
    const auto past = Limits::Clock::now() - 10s;
    REQUIRE_NOTHROW(Limits(options, past).check_count(3));
    options.count = 10;
    REQUIRE_THROWS_WITH(Limits(options, past).check_count(3), "timeout: 3 of 10 messages in 5 s");
    REQUIRE_THROWS_AS(Limits(options, past).check_count(3), zws::TimeLimit);
    REQUIRE_NOTHROW(Limits(options, past).check_count(10));
    options.timeout.reset();
    options.idle = 500ms;
    REQUIRE_THROWS_WITH(Limits(options, past).check_count(9), "idle: 9 of 10 messages, none for 0.5 s");
}
