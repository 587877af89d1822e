// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/json/json_tree.hpp"

#include <optional>
#include <string>

namespace zws::peek {

/// The pointer to what the page takes for the time of a payload (points::Shapes has the rules), in the first
/// of several rows or objects; nothing where it takes the arrival.
std::optional<std::string> page_time(const JsonNode& payload, double arrived);

} // namespace zws::peek
