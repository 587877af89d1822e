// SPDX-License-Identifier: MIT
#include "tests/unit/catch.hpp"
#include "tools/zsine/waveform.hpp"

#include <cmath>
#include <numbers>

using zws::sine::Shape;
using zws::sine::Wave;
using zws::sine::Waveform;

namespace {

double at_turn(Waveform waveform, double turn)
{
    Shape shape;
    shape.waveform = waveform;
    shape.period = 8;
    shape.amplitude = 1;
    shape.offset = 0;
    return Wave(shape, 1).at(8 * turn);
}

} // namespace

TEST_CASE("without settings the series is the article's")
{
    Wave wave(Shape{}, 1);
    for (const double x : {0.0, 1.0, 785.4, 1763870400.5})
        REQUIRE(wave.at(x) == Approx(2.5 * (1 + std::sin(x / 500))));
}

TEST_CASE("a period has the shape of its name")
{
    REQUIRE(at_turn(Waveform::sine, 0.25) == Approx(1));
    REQUIRE(at_turn(Waveform::square, 0.1) == 1);
    REQUIRE(at_turn(Waveform::square, 0.6) == -1);
    REQUIRE(at_turn(Waveform::sawtooth, 0) == -1);
    REQUIRE(at_turn(Waveform::sawtooth, 0.75) == 0.5);
    REQUIRE(at_turn(Waveform::triangle, 0) == Approx(0).margin(1e-12));
    REQUIRE(at_turn(Waveform::triangle, 0.25) == 1);
    REQUIRE(at_turn(Waveform::triangle, 0.5) == Approx(0).margin(1e-12));
    REQUIRE(at_turn(Waveform::triangle, 0.75) == -1);
    REQUIRE(at_turn(Waveform::square, -0.1) == -1);
}

TEST_CASE("a random walk stays within the amplitude and moves")
{
    Shape shape;
    shape.waveform = Waveform::walk;
    Wave wave(shape, 7);
    double least = 5;
    double most = 0;
    for (int i = 0; i < 10'000; ++i) {
        const double y = wave.at(i);
        least = std::min(least, y);
        most = std::max(most, y);
    }
    REQUIRE(least >= 0);
    REQUIRE(most <= 5);
    REQUIRE(most - least > 1);
}
