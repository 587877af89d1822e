// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace zws::feed {

/// Nanoseconds since 1970 of a date, or of a date and a time of day, in ISO 8601 or close to it: the extended
/// and the basic form, a blank for the T, a comma for the point, dates with slashes (2024/01/02) or as
/// 02.01.2024; Z, UTC, +01, +0100 or +01:00 after it. Without these a time of day is local, a date alone UTC.
/// A second 60 is the start of the next minute. Nothing for other text, and for years before 1700 or after
/// 2250.
std::optional<std::int64_t> parse_time_text(std::string_view text);

/// Whether `text` is a date without a time of day, or a time of day without a date (03:04, 03:04:05.678).
bool is_date(std::string_view text);
bool is_time_of_day(std::string_view text);

/// Appends `nanoseconds` since 1970 as Unix seconds, with as many decimals as they need.
void append_seconds(std::string& out, std::int64_t nanoseconds);

/// Appends a number for which is_number() holds as Unix seconds: from 1e11 on it is in milliseconds, from
/// 1e14 on in microseconds, from 1e17 on in nanoseconds. All digits stay.
void append_unix_number(std::string& out, std::string_view number);

} // namespace zws::feed
