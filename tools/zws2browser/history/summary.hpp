// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>

/// The past of numeric series, kept so that pictures of any part of it are cheap. (Messages that a client
/// gets again when it connects, `?history=N`, are another thing: they are in the logs of delivery/.)
namespace zws::browser::history {

constexpr double infinite = std::numeric_limits<double>::infinity();

/// A value with no number: a line stops at one.
constexpr double gap = std::numeric_limits<double>::quiet_NaN();

/// A value of a series at a time, in Unix seconds.
struct Point {
    double time;
    double value; ///< NaN: a gap
};

/// What a picture needs of a run of points. Points are in order of time; those of the same time in the order
/// in which they arrived.
struct Summary {
    double first_time = infinite; ///< of all points; more than last_time: there are none
    double last_time = -infinite;
    double first_at = infinite; ///< time of the first value that is not a gap
    double last_at = -infinite;
    double first = gap;
    double last = gap;
    double least = infinite;
    double greatest = -infinite;
    std::uint64_t count = 0;  ///< points
    std::uint64_t values = 0; ///< those that are not gaps

    bool has_gap() const { return values != count; }

    /// A point that arrived after all that are in here.
    void add(Point point)
    {
        ++count;
        first_time = std::min(first_time, point.time);
        last_time = std::max(last_time, point.time);
        if (std::isnan(point.value))
            return;
        ++values;
        take_ends(point.time, point.value, point.time, point.value);
        least = std::min(least, point.value);
        greatest = std::max(greatest, point.value);
    }

    /// Points that arrived after all that are in here.
    void add(const Summary& later)
    {
        count += later.count;
        first_time = std::min(first_time, later.first_time);
        last_time = std::max(last_time, later.last_time);
        if (later.values == 0)
            return;
        values += later.values;
        take_ends(later.first_at, later.first, later.last_at, later.last);
        least = std::min(least, later.least);
        greatest = std::max(greatest, later.greatest);
    }

private:
    void take_ends(double begin, double begin_value, double end, double end_value)
    {
        if (begin < first_at) {
            first_at = begin;
            first = begin_value;
        }
        if (end >= last_at) {
            last_at = end;
            last = end_value;
        }
    }
};

} // namespace zws::browser::history
