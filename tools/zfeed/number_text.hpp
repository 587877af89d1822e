// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/text/character.hpp"

#include <string>
#include <string_view>

namespace zws::feed {

/// Whether `text` is a number: decimal, with an exponent if need be, or infinite or not a number ("nan").
bool is_number(std::string_view text);

/// Appends a text for which is_number() holds as JSON: with its digits as they are, null where it is not
/// finite.
void append_number(std::string& out, std::string_view text);

/// The same, multiplied with `factor`; a factor of 1 keeps the digits.
void append_number(std::string& out, std::string_view text, double factor);

/// Whether `text` stands for a value that is not there: NA, N/A, [N/A], #N/A, null.
bool is_missing(std::string_view text);

} // namespace zws::feed
