// SPDX-License-Identifier: MIT
#pragma once

#include <numbers>
#include <random>

namespace zws::sine {

enum class Waveform { sine, square, triangle, sawtooth, walk };

/// What a series looks like; the defaults are y = 2.5 * (1 + sin(x / 500)).
struct Shape {
    Waveform waveform = Waveform::sine;
    double period = 2 * std::numbers::pi * 500; ///< seconds
    double amplitude = 2.5;
    double offset = 2.5;
    double phase = 0; ///< radians
    double noise = 0; ///< standard deviation
};

/// One series: its value at any time.
class Wave {
public:
    /// `seed` makes noise and random walks repeatable.
    Wave(const Shape& shape, unsigned seed);

    /// The value at `x` seconds; noise and random walks also depend on the calls before.
    double at(double x);

private:
    double step();

    Shape shape_;
    std::mt19937 random_;
    std::normal_distribution<double> normal_;
    double walked_ = 0; ///< from -1 to 1
};

} // namespace zws::sine
