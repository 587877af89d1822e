// SPDX-License-Identifier: MIT
#include "tools/zpeek/plot/time_curve.hpp"

#include "tests/unit/catch.hpp"

#include <cmath>

using zws::peek::Bin;
using zws::peek::TimeCurve;

namespace {

constexpr double epoch = 1763870400;

double least(const std::vector<Bin>& bins)
{
    double value = INFINITY;
    for (const Bin& bin : bins)
        value = std::min(value, bin.least);
    return value;
}

double greatest(const std::vector<Bin>& bins)
{
    double value = -INFINITY;
    for (const Bin& bin : bins)
        value = std::max(value, bin.greatest);
    return value;
}

} // namespace

TEST_CASE("points that are far from each other stay as they are")
{
    TimeCurve curve;
    REQUIRE(curve.is_empty());
    curve.add(epoch, 1);
    curve.add(epoch + 1.25, 3);
    curve.add(epoch + 2.5, 2);
    const auto bins = curve.bins(epoch, epoch + 2.5);
    REQUIRE(bins.size() == 3);
    REQUIRE(bins[1].time == epoch + 1.25);
    REQUIRE(bins[1].least == 3);
    REQUIRE(bins[1].greatest == 3);
    REQUIRE(curve.oldest() == epoch);
    REQUIRE(curve.newest() == epoch + 2.5);
    REQUIRE(curve.last() == 2);
}

TEST_CASE("no peak of a million points is lost, in any window")
{
    TimeCurve curve;
    for (int i = 0; i < 1'000'000; ++i)
        curve.add(epoch + i * 1e-3, i == 990'000 ? 50 : i == 999'500 ? -50 : std::sin(i * 0.1));
    for (const double window : {1.0, 5.0, 9.0, 30.0, 60.0, 500.0, 1000.0}) {
        const auto bins = curve.bins(epoch + 1000 - window, epoch + 1000);
        REQUIRE(bins.size() <= 2048);
        REQUIRE(least(bins) == -50);
        REQUIRE(greatest(bins) == Approx(window > 10 ? 50 : 1).epsilon(0.01));
        REQUIRE(bins.size() > 200);
    }
}

TEST_CASE("a window has the neighbours of its points, to which lines go")
{
    TimeCurve curve;
    for (int i = 0; i < 10; ++i)
        curve.add(epoch + i, i);
    const auto bins = curve.bins(epoch + 3.5, epoch + 5.5);
    REQUIRE(bins.size() == 4);
    REQUIRE(bins.front().first == 3);
    REQUIRE(bins.back().first == 6);
}

TEST_CASE("a gap has no value, and ends a line")
{
    TimeCurve curve;
    curve.add(epoch, 1);
    curve.add(epoch + 1, NAN);
    curve.add(epoch + 2, 2);
    const auto bins = curve.bins(epoch, epoch + 2);
    REQUIRE(bins.size() == 3);
    REQUIRE_FALSE(bins[1].has_points());
    REQUIRE(std::isnan(bins[1].first));
    REQUIRE(std::isnan(bins[1].last));
    REQUIRE(greatest(bins) == 2);
}

TEST_CASE("times that are none are left out, and late ones where they are too late")
{
    TimeCurve curve;
    curve.add(NAN, 1);
    curve.add(INFINITY, 1);
    curve.add(1e300, 1);
    REQUIRE(curve.is_empty());
    curve.add(epoch, 1);
    curve.add(epoch - 20, 7);
    REQUIRE(curve.bins(epoch - 30, epoch).size() == 2);
    curve.add(epoch - 1e6, 8);
    REQUIRE(curve.bins(epoch - 2e6, epoch).size() == 2);
}

TEST_CASE("a curve moves with its clock")
{
    TimeCurve curve;
    for (int i = 0; i < 5000; ++i)
        curve.add(1e6 + i * 10, i); // milliseconds of a device
    curve.remap(1e-3, epoch);
    const auto bins = curve.bins(epoch, epoch + 2000);
    REQUIRE(curve.oldest() == Approx(epoch + 1000).epsilon(1e-12));
    REQUIRE(curve.newest() == Approx(epoch + 1049.99).epsilon(1e-12));
    REQUIRE(greatest(bins) == 4999);
    REQUIRE(bins.back().time == Approx(epoch + 1049.99).margin(4.1));
    // What a few units ago were hours is a moment now: the parts that are long enough still have it.
    REQUIRE(least(curve.bins(epoch + 1045, epoch + 1050)) <= 4500);
}
