// SPDX-License-Identifier: MIT
#include "libcommon/cli/histogram.hpp"

#include "tests/unit/catch.hpp"

using namespace std::chrono_literals;
using zws::Histogram;
using zws::short_form;

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

namespace {

double in_ns(std::chrono::nanoseconds duration)
{
    return static_cast<double>(duration.count());
}

} // namespace

TEST_CASE("an empty histogram has no durations")
{
    REQUIRE(Histogram().quantile(0.5) == 0ns);
}

TEST_CASE("one duration of any length is read back to 3.2 %")
{
    for (std::int64_t ns = 1; ns < std::numeric_limits<std::int64_t>::max() / 3; ns = ns * 3 + 1) {
        Histogram histogram;
        histogram.add(std::chrono::nanoseconds(ns));
        REQUIRE(in_ns(histogram.quantile(0.5)) == Approx(static_cast<double>(ns)).epsilon(0.032));
    }
    Histogram histogram;
    histogram.add(std::chrono::nanoseconds::max());
    REQUIRE(histogram.quantile(1) > 100h * 24 * 365);
}

TEST_CASE("quantiles split what was counted")
{
    Histogram histogram;
    for (int ms = 1; ms <= 1000; ++ms)
        histogram.add(std::chrono::milliseconds(ms));
    REQUIRE(histogram.count() == 1000);
    REQUIRE(in_ns(histogram.quantile(0.5)) == Approx(500e6).epsilon(0.04));
    REQUIRE(in_ns(histogram.quantile(0.99)) == Approx(990e6).epsilon(0.04));
    REQUIRE(in_ns(histogram.quantile(0)) == Approx(1e6).epsilon(0.04));
    histogram.add(-5s);
    REQUIRE(histogram.quantile(0) == 0ns);
    histogram.clear();
    REQUIRE(histogram.count() == 0);
}
