// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace zws {

/// Appends Unix seconds with 9 decimals; times before 1970 are shown as its start.
void append_unix_time(std::string& out, std::chrono::system_clock::time_point time);

/// The time that Unix seconds in decimals stand for, to the nanosecond; an exponent (JSON has them) costs
/// precision. Nothing if it is not a number from 0 to 9e9.
std::optional<std::chrono::system_clock::time_point> parse_unix_time(std::string_view text);

} // namespace zws
