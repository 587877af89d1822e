// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace zws::points {

/// Takes what is found in payloads. Names are good until the call returns.
class PointSink {
public:
    PointSink() = default;
    PointSink(const PointSink&) = delete;
    PointSink& operator=(const PointSink&) = delete;
    virtual ~PointSink() = default;

    /// A value of a series at a time in Unix seconds, which is `arrived` where the payload has none; NaN is a
    /// gap.
    virtual void point(std::string_view series, double time, double value, double arrived) = 0;

    /// The same of a boolean, which the page shows as a state; passed over unless somebody wants it.
    virtual void boolean(std::string_view /*series*/, double /*time*/, bool /*value*/, double /*arrived*/) {}
};

} // namespace zws::points
