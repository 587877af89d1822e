// SPDX-License-Identifier: MIT
#include "tools/zsine/waveform.hpp"

#include <algorithm>
#include <cmath>

namespace zws::sine {

namespace {

/// A wave of height 1 at `turn`, the part of a period that has passed (0 to 1); the sine is done without
/// this.
double unit_wave(Waveform waveform, double turn)
{
    switch (waveform) {
    case Waveform::square:
        return turn < 0.5 ? 1 : -1;
    case Waveform::triangle:
        return 1 - 4 * std::abs(turn - std::floor(turn + 0.25) - 0.25);
    case Waveform::sawtooth:
        return 2 * turn - 1;
    default:
        return 0;
    }
}

} // namespace

Wave::Wave(const Shape& shape, unsigned seed) : shape_(shape), random_(seed) {}

double Wave::step()
{
    walked_ = std::clamp(walked_ + 0.05 * normal_(random_), -1.0, 1.0);
    return walked_;
}

double Wave::at(double x)
{
    const double angle = 2 * std::numbers::pi * x / shape_.period + shape_.phase;
    const double turns = angle / (2 * std::numbers::pi);
    const double unit = shape_.waveform == Waveform::sine ? std::sin(angle)
                        : shape_.waveform == Waveform::walk
                            ? step()
                            : unit_wave(shape_.waveform, turns - std::floor(turns));
    const double noise = shape_.noise > 0 ? shape_.noise * normal_(random_) : 0;
    return shape_.offset + shape_.amplitude * unit + noise;
}

} // namespace zws::sine
