// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/json/json_tree.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace zws::points {

/// Unix seconds of a number of seconds, milliseconds, microseconds or nanoseconds since 1970, of which the
/// largest unit is taken that makes it a year before 5000; nothing where it is not finite.
std::optional<double> seconds_of(double number);

/// The same of a text with such a number, or with a date (see parse_time_text()); nothing for other text.
std::optional<double> seconds_of(std::string_view text);

/// The same of a number or a text; nothing for all else.
std::optional<double> seconds_of(const JsonNode& value);

/// Whether `seconds` may be a time of something that is there now: within ten years. Nothing is not.
bool is_near(std::optional<double> seconds, double now);

/// Whether `seconds` are a time from 2000 to 2100, as nearly all times of messages are, recorded ones too.
constexpr bool is_plausible_time(double seconds)
{
    return seconds >= 946'684'800 && seconds <= 4'102'444'800;
}

/// Whether a value can have a time in it: a number or a text.
bool may_be_time(const JsonNode& value);

/// The member with the time of an object, a number or a text: t, time, ts or timestamp, in this order; else
/// one of the last three in another case, or with an '@' or '_' in front; else x, where y is there too.
/// nullptr: none.
const JsonNode* time_member(const JsonNode& object);

/// Whether one of the members with these names would have the time of an object.
bool has_time_name(const std::vector<std::string_view>& names);

/// Whether a word that is not alone is a time: a date, or a number that is near `arrived`.
bool is_time_word(std::string_view word, double arrived);

/// Whether a word is a date or a time of day, which is not the name of something.
bool is_moment(std::string_view word);

/// Whether a word is a time of day and nothing else: "04:00:00.5".
bool is_time_of_day(std::string_view word);

} // namespace zws::points
