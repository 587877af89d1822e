// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/json/json_tree.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace zws::points {

/// The number that `text` is, as people write them: decimal, without a zero in front of other digits, which
/// rather makes it a name ("00123"). Blanks around it are forgiven. Nothing for other text.
std::optional<double> number_of_text(std::string_view text);

/// Of a number itself, of a boolean 0 or 1, of text that number_of_text() knows its number, of null NaN,
/// which is a gap, as infinities are; nothing for all else.
std::optional<double> number_of(const JsonNode& value);

/// The number that JavaScript makes of a text: decimal, hexadecimal ("0x1f"), octal or binary. Nothing where
/// that is not finite, or the text is blank.
std::optional<double> number_as_in_script(std::string_view text);

/// A number in the digits that JavaScript shows it in: "1", "0.5", "1e+21".
std::string shown_as_in_script(double number);

} // namespace zws::points
