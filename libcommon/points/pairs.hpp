// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/json/json_tree.hpp"

#include <string>
#include <string_view>

namespace zws::points {

/// "a=1 b:2", "temp=21.5 C", logfmt: an object, in which a value with a unit has that in the brackets of its
/// name. At least one has to be a number, unless all have = and not `needs_number`. `time` becomes a member
/// of that name, in front, where it is not empty. nullptr for other text.
const JsonNode* read_pairs(std::string_view line, bool needs_number, JsonTree& tree,
                           std::string_view time = {});

/// "temp (°C)"
std::string named_in_unit(std::string_view name, std::string_view unit);

/// `text` without the backslashes in front of characters.
std::string unescaped(std::string_view text);

/// The length of a text in quotes that `text` begins with; 0 where it does not.
std::size_t quoted_length(std::string_view text);

} // namespace zws::points
