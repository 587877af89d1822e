// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace zws {

/// Nanoseconds since 1970 of a date, or of a date and a time of day, in ISO 8601 or close to it: the extended
/// and the basic form, a blank for the T, a comma for the point, dates with slashes (2024/01/02) or as
/// 02.01.2024; Z, UTC, +01, +0100 or +01:00 after it. Without these a time of day is local, a date alone UTC.
/// A second 60 is the start of the next minute. Nothing for other text, and for years before 1700 or after
/// 2250.
std::optional<std::int64_t> parse_time_text(std::string_view text);

/// Whether `text` is a date without a time of day, or a time of day without a date (03:04, 03:04:05.678).
bool is_date(std::string_view text);
bool is_time_of_day(std::string_view text);

} // namespace zws
