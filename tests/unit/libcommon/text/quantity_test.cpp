// SPDX-License-Identifier: MIT
#include "libcommon/text/quantity.hpp"

#include "tests/unit/catch.hpp"

#include <limits>
#include <stdexcept>

using Catch::Matchers::ContainsSubstring;
using zws::parse_size;
using zws::parse_time;

TEST_CASE("a time is a number of seconds, or has a unit")
{
    CHECK(parse_time("5") == 5);
    CHECK(parse_time("0.25") == 0.25);
    CHECK(parse_time("250ms") == 0.25);
    CHECK(parse_time("5s") == 5);
    CHECK(parse_time("1.5m") == 90);
    CHECK(parse_time("24h") == 86400);
    CHECK(parse_time("7d") == 7 * 86400);
    CHECK(parse_time("4us") == 4 * 1e-6);
    CHECK(parse_time("4ns") == 4 * 1e-9);
    CHECK(parse_time("-1s") == -1);
}

TEST_CASE("a number alone has the unit that the option has")
{
    CHECK(parse_time("20", 1e-3) == 0.02);
    CHECK(parse_time("20s", 1e-3) == 20);
}

TEST_CASE("what is not a time is refused, with what is")
{
    const auto* text =
        GENERATE("", "s", "5 s", " 5", "5s ", "5S", "5M", "5sec", "1h30m", "ms5", "inf", "nan", "1e999");
    CAPTURE(text);
    REQUIRE_THROWS_WITH(parse_time(text), ContainsSubstring("not a time (5, 250ms, 5s, 10m, 24h, 7d)"));
}

TEST_CASE("a size is a number of bytes, or has a unit, in capitals or not")
{
    CHECK(parse_size("0") == 0);
    CHECK(parse_size("4096") == 4096);
    CHECK(parse_size("4096B") == 4096);
    CHECK(parse_size("64KiB") == 65536);
    CHECK(parse_size("64k") == 65536);
    CHECK(parse_size("1.5MiB") == 1572864);
    CHECK(parse_size("10GiB") == 10LL << 30U);
    CHECK(parse_size("1t") == 1LL << 40U);
    CHECK(parse_size("5MB") == 5'000'000);
    CHECK(parse_size("2kb") == 2000);
    CHECK(parse_size("-1") == -1);
}

TEST_CASE("a size is read exactly, and none is too large to be told so")
{
    CHECK(parse_size("9007199254740993") == 9007199254740993);
    CHECK(parse_size("99999999999999999999") == std::numeric_limits<std::int64_t>::max());
    CHECK(parse_size("-9e30") == std::numeric_limits<std::int64_t>::min());
    CHECK(parse_size("9999999999TiB") == std::numeric_limits<std::int64_t>::max());
}

TEST_CASE("what is not a size is refused, with what is")
{
    const auto* text = GENERATE("", "k", "1 k", "1.5", "4x", "4kibi", "4iB", "4bb", "KiB4", "nan", "inf");
    CAPTURE(text);
    REQUIRE_THROWS_WITH(parse_size(text), ContainsSubstring("not a size in bytes (4096, 64KiB, 10GiB, 5MB)"));
}

TEST_CASE("times and sizes are shown in the largest unit that needs no fraction")
{
    CHECK(zws::shown_time(0) == "0");
    CHECK(zws::shown_time(0.1) == "100ms");
    CHECK(zws::shown_time(60) == "1m");
    CHECK(zws::shown_time(90) == "90s");
    CHECK(zws::shown_time(36525 * 86400.0) == "36525d");
    CHECK(zws::shown_time(3141.592653589793) == "3141.59s");
    CHECK(zws::shown_time(1e-9) == "1ns");
    CHECK(zws::shown_size(0) == "0");
    CHECK(zws::shown_size(1000) == "1000");
    CHECK(zws::shown_size(65536) == "64KiB");
    CHECK(zws::shown_size(8 << 20) == "8MiB");
    CHECK(zws::shown_size(1LL << 40U) == "1TiB");
}

TEST_CASE("about a size has one decimal, and whole bytes none")
{
    CHECK(zws::rough_size(std::uint64_t{512}) == "512 B");
    CHECK(zws::rough_size(0.5) == "0.5 B");
    CHECK(zws::rough_size(std::uint64_t{1536}) == "1.5 KiB");
    CHECK(zws::rough_size(std::uint64_t{1024 * 1024 - 1}) == "1.0 MiB");
    CHECK(zws::decimal(1234.54) == "1234.5");
}
