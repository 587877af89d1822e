// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace zws::points {

/// The JSON of a dict, a list or a tuple as Python prints it: "{'a': 1, 'on': True}" (web/payload/python.js).
/// Nothing for text that looks like none; what looks like one need not be JSON.
std::optional<std::string> json_of_python(std::string_view text);

} // namespace zws::points
