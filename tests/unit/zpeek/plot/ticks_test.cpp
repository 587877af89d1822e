// SPDX-License-Identifier: MIT
#include "tools/zpeek/plot/tick.hpp"

#include "tests/unit/catch.hpp"

#include <cmath>
#include <cstdlib>
#include <ctime>

using zws::peek::AxisRange;
using zws::peek::round_axis;
using zws::peek::rounded;
using zws::peek::Tick;
using zws::peek::time_ticks;
using zws::peek::value_ticks;

namespace {

std::string labels(const std::vector<Tick>& ticks)
{
    std::string all;
    for (const Tick& tick : ticks)
        all += (all.empty() ? "" : " | ") + tick.label;
    return all;
}

} // namespace

TEST_CASE("values have the digits that tell them apart")
{
    REQUIRE(labels(value_ticks(0, 5, 5)) == "0 | 1 | 2 | 3 | 4 | 5");
    REQUIRE(labels(value_ticks(0, 1, 4)) == "0 | 0.2 | 0.4 | 0.6 | 0.8 | 1.0");
    REQUIRE(labels(value_ticks(-1, 1, 4)) == "-1.0 | -0.5 | 0 | 0.5 | 1.0");
    REQUIRE(labels(value_ticks(1000.001, 1000.004, 3)) == "1000.001 | 1000.002 | 1000.003 | 1000.004");
    REQUIRE(labels(value_ticks(0, 3e6, 3)) == "0 | 1 M | 2 M | 3 M");
    REQUIRE(labels(value_ticks(0, 3e-7, 3)) == "0 | 1e-7 | 2e-7 | 3e-7");
}

TEST_CASE("an axis has two ticks at least, and none where it is no range")
{
    REQUIRE(value_ticks(0.9, 2.1, 1).size() >= 2);
    REQUIRE(value_ticks(1, 1, 5).empty());
    REQUIRE(value_ticks(2, 1, 5).empty());
    REQUIRE(value_ticks(0, INFINITY, 5).empty());
    REQUIRE(value_ticks(NAN, 1, 5).empty());
}

TEST_CASE("ticks of all sizes are in the axis, ascend and differ")
{
    for (int exponent = -300; exponent <= 300; exponent += 7) {
        const double size = std::pow(10, exponent);
        for (const double least : {0.0, -3.3, 1e3, -1e9}) {
            const auto ticks = value_ticks(least * size, least * size + 7.7 * size, 5);
            for (std::size_t i = 0; i < ticks.size(); ++i) {
                REQUIRE(ticks[i].at >= least * size);
                REQUIRE(ticks[i].at <= least * size + 7.7 * size);
                REQUIRE((i == 0 || (ticks[i - 1].at < ticks[i].at && ticks[i - 1].label != ticks[i].label)));
            }
            REQUIRE(ticks.size() < 40);
        }
    }
}

TEST_CASE("an axis ends at round values, also of what does not change")
{
    REQUIRE(round_axis(0.01, 4.98) == AxisRange{0, 5});
    REQUIRE(round_axis(0, 8) == AxisRange{0, 8});
    REQUIRE(round_axis(3, 3) == AxisRange{1.5, 4.5});
    REQUIRE(round_axis(0, 0) == AxisRange{-1, 1});
    REQUIRE(round_axis(-2, -2) == AxisRange{-3, -1});
    for (const double size : {5e-324, 1e-310, 1e-300, 1e300}) {
        const AxisRange axis = round_axis(-size, size);
        REQUIRE(axis.least <= -size);
        REQUIRE(axis.greatest >= size);
        REQUIRE(std::isfinite(axis.greatest - axis.least));
    }
}

TEST_CASE("times are those of the clock of this place")
{
    setenv("TZ", "UTC", 1);
    tzset();
    const double start = 1763870400; // 2025-11-23 04:00:00
    REQUIRE(labels(time_ticks(start, start + 60, 60)) ==
            "04:00:00 | 04:00:15 | 04:00:30 | 04:00:45 | 04:01:00");
    REQUIRE(labels(time_ticks(start + 0.1, start + 1, 60)) == "04:00:00.2 | 04:00:00.4 | 04:00:00.6 | "
                                                              "04:00:00.8 | 04:00:01.0");
    REQUIRE(labels(time_ticks(start, start + 7200, 60)) == "04:00 | 04:30 | 05:00 | 05:30 | 06:00");
    REQUIRE(labels(time_ticks(start, start + 5 * 86'400, 60)) ==
            "Nov 24 | Nov 25 | Nov 26 | Nov 27 | Nov 28");
    setenv("TZ", "IST-5:30", 1);
    tzset();
    REQUIRE(labels(time_ticks(start, start + 7200, 60)) == "09:30 | 10:00 | 10:30 | 11:00 | 11:30");
    setenv("TZ", "UTC", 1);
    tzset();
}

TEST_CASE("times of no clock are seconds")
{
    REQUIRE(labels(time_ticks(0, 10, 60)) == "0 s | 2 s | 4 s | 6 s | 8 s | 10 s");
    REQUIRE(time_ticks(5, 5, 60).empty());
    REQUIRE(time_ticks(0, 10, 3).empty());
}

TEST_CASE("values are rounded to what can be seen")
{
    REQUIRE(rounded(2.7312345678901234, 0.01) == "2.73");
    REQUIRE(rounded(2.7312, 10) == "3");
    REQUIRE(rounded(-0.5, 0.1) == "-0.5");
    REQUIRE(rounded(NAN, 1) == "-");
    REQUIRE(rounded(1.5e20, 1) == "1.500e+20");
}
