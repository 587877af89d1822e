// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/json/json_tree.hpp"
#include "libcommon/json/pointer.hpp"
#include "libcommon/points/fields.hpp"
#include "libcommon/points/point_sink.hpp"
#include "libcommon/points/shapes.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace zws::points {

/// Takes points out of payloads, whatever form they have, by the very rules of the page
/// (web/payload/codec.js): the same series, times and values, in the same order. States and lines of logs are
/// no points. Of samples it is remembered when the last ones came; all else of a message is forgotten with
/// it.
class Points {
public:
    /// `fields` are those that are taken, as the page takes what `y` in its address says; none: all numbers
    /// are.
    explicit Points(std::vector<Pointer> fields = {}) : fields_(std::move(fields)) {}

    /// Gives the points of a message to `sink`. `payload` is what its second frame has, or its only one;
    /// `topic` is empty for none, and shown with \xff for its bytes where it is not UTF-8; `arrived` is in
    /// Unix seconds. A payload that is not UTF-8 has no points. Costs time and memory in proportion to the
    /// payload.
    void extract(std::string_view payload, std::string_view topic, double arrived, PointSink& sink);

private:
    void take_value(const JsonNode& value, std::string_view topic, double arrived, PointSink& sink);
    void take_text(std::string_view text, std::string_view topic, double arrived, PointSink& sink);

    JsonTree tree_;
    Shapes shapes_;
    PointFields fields_;
    std::string shown_topic_; ///< of one that is not UTF-8
};

} // namespace zws::points
