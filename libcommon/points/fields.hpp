// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/json/json_tree.hpp"
#include "libcommon/json/pointer.hpp"
#include "libcommon/points/point_sink.hpp"
#include "libcommon/points/series_name.hpp"

#include <string_view>
#include <utility>
#include <vector>

namespace zws::points {

/// Some fields of payloads that a person has chosen, by the rules of the page for `y` in its address: each is
/// a series that is named by its topic, and by its pointer where there are several or there is no topic. The
/// time is that of the whole object.
class PointFields {
public:
    explicit PointFields(std::vector<Pointer> pointers) : pointers_(std::move(pointers)) {}

    bool empty() const { return pointers_.empty(); }

    /// Gives the points of a message that came at `arrived` (Unix seconds) to `sink`. An empty topic is none.
    void extract(const JsonNode& value, std::string_view topic, double arrived, PointSink& sink);

private:
    std::vector<Pointer> pointers_;
    SeriesName name_;
};

} // namespace zws::points
