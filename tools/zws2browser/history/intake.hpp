// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/points/clocks.hpp"
#include "libcommon/points/points.hpp"
#include "tools/zws2browser/history/store.hpp"

#include <cstddef>
#include <string_view>

namespace zws::browser::history {

/// Puts the points of messages into a store, under the names and at the times that the page has for them.
class Intake : private points::PointSink, private points::PlacedSeries {
public:
    explicit Intake(Store& store) : store_(store), clocks_(*this) {}

    /// `topic` is empty for none; `arrived` is in Unix seconds. On the thread that appends to the store.
    void record(std::string_view payload, std::string_view topic, double arrived)
    {
        points_.extract(payload, topic, arrived, *this);
    }

private:
    void point(std::string_view series, double time, double value, double arrived) override
    {
        store_.append(series, clocks_.place(series, time, arrived), value);
    }

    bool has(std::string_view name) const override { return store_.has(name); }
    std::size_t count() const override { return store_.count(); }
    void remap(std::string_view name, double scale, double offset) override
    {
        store_.remap(name, scale, offset);
    }

    Store& store_;
    points::Points points_;
    points::Clocks clocks_;
};

} // namespace zws::browser::history
