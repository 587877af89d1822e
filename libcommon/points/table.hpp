// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/json/json_tree.hpp"

#include <string_view>

namespace zws::points {

/// A line of names, and lines of numbers, with the same separator: an object, or for several lines one of
/// columns, or an array of objects where they have a time. nullptr for other text.
const JsonNode* read_table(std::string_view text, JsonTree& tree);

} // namespace zws::points
