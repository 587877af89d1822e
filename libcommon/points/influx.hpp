// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/json/json_tree.hpp"

#include <string>
#include <string_view>

namespace zws::points {

/// A line of InfluxDB's protocol: "weather,city=Oslo temp=21.5,on=t 1763870400000000000".
struct InfluxLine {
    const JsonNode* value = nullptr; ///< its fields, and `time`; nullptr: it is not such a line
    std::string name;                ///< of what was measured, with its tags
};

InfluxLine read_influx(std::string_view line, JsonTree& tree);

} // namespace zws::points
