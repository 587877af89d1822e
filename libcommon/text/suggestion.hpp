// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace zws {

/// The `names` that the writer of `text` may have meant: those a slip or two away, else those that begin with
/// it, else those that have it as one of their words ("in-bind" for "bind"). Most likely ones first, four at
/// most.
std::vector<std::string> meant_names(std::string_view text, const std::vector<std::string>& names);

/// " (did you mean --in-bind or --out-bind?)" with meant_names() and `prefix` before each; empty where there
/// are none.
std::string did_you_mean(std::string_view text, const std::vector<std::string>& names,
                         std::string_view prefix = "");

} // namespace zws
