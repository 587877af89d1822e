// SPDX-License-Identifier: MIT
#include "libcommon/text/unix_time.hpp"

#include "tests/unit/catch.hpp"

using namespace std::chrono_literals;
using Time = std::chrono::system_clock::time_point;

namespace {

std::string written(std::chrono::nanoseconds since_1970)
{
    std::string out;
    zws::append_unix_time(out, Time(since_1970));
    return out;
}

} // namespace

TEST_CASE("times are written with nine decimals")
{
    REQUIRE(written(0ns) == "0.000000000");
    REQUIRE(written(1763870400'000'000'001ns) == "1763870400.000000001");
    REQUIRE(written(9'000'000'000'999'999'999ns) == "9000000000.999999999");
    REQUIRE(written(-1ns) == "0.000000000");
}

TEST_CASE("times are read back to the nanosecond")
{
    REQUIRE(zws::parse_unix_time("1763870400.123456789") == Time(1763870400'123'456'789ns));
    REQUIRE(zws::parse_unix_time("1763870400") == Time(1763870400s));
    REQUIRE(zws::parse_unix_time("0.5") == Time(500ms));
    REQUIRE(zws::parse_unix_time("0.1234567899") == Time(123'456'789ns));
    REQUIRE(zws::parse_unix_time("1.5e3") == Time(1500s));
    for (const auto* text : {"", "-1", "x", "1.", ".5x", "1.5.5", "1e300", "99999999999", "nan", "1 "}) {
        INFO(text);
        REQUIRE_FALSE(zws::parse_unix_time(text).has_value());
    }
}
