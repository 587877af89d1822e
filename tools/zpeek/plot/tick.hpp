// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

namespace zws::peek {

/// A round place on an axis.
struct Tick {
    double at;
    std::string label;
};

/// Round values from `least` to `greatest`, about `room` of them, with all digits of theirs, so that no two
/// are the same: "0.25", "1500", "2.5 M", "1e-07". They ascend. None where that is not a range.
std::vector<Tick> value_ticks(double least, double greatest, int room);

/// From where to where an axis goes.
struct AxisRange {
    double least;
    double greatest;

    bool operator==(const AxisRange&) const = default;
};

/// An axis with round ends for values from `least` to `greatest`, also where these are the same.
AxisRange round_axis(double least, double greatest);

/// Where clock and calendar of this place show something round between two times in Unix seconds, with labels
/// that fit beside each other on an axis of `columns`. Times before 1980 are not of a clock, but since the
/// start of something: they are values, in seconds.
std::vector<Tick> time_ticks(double from, double to, int columns);

/// A value with the digits that can be seen where `step` is the least difference.
std::string rounded(double value, double step);

} // namespace zws::peek
