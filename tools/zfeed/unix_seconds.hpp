// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace zws::feed {

/// Appends `nanoseconds` since 1970 as Unix seconds, with as many decimals as they need.
void append_seconds(std::string& out, std::int64_t nanoseconds);

/// Appends a number for which is_number() holds as Unix seconds: from 1e11 on it is in milliseconds, from
/// 1e14 on in microseconds, from 1e17 on in nanoseconds. All digits stay.
void append_unix_number(std::string& out, std::string_view number);

} // namespace zws::feed
