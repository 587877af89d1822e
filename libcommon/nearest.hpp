// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace zws {

/// " (did you mean NAME?)" with the name that was most likely meant by `given`: one that begins with it, or
/// differs in a few letters. Empty where no name is near.
std::string did_you_mean(std::string_view given, const std::vector<std::string>& names);

} // namespace zws
