// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace zws::feed {

/// Digits as people group and point them, as a number for which is_number() holds: "1.234,5" and "1,234.5"
/// are 1234.5, "1,234,567" has groups; with `decimal_comma` "1,5" is 1.5. Nothing where that is not clear.
std::optional<std::string> plain_number(std::string_view text, bool decimal_comma);

/// A number with a unit after it, as in "45 %" and "1.5GiB".
struct Quantity {
    std::string number;    ///< for which is_number() holds
    std::string_view unit; ///< one that is_unit() knows
};

std::optional<Quantity> parse_quantity(std::string_view text, bool decimal_comma);

/// Whether `text` is a unit: one that is common in measurements, with a prefix if need be.
bool is_unit(std::string_view text);

/// What numbers in the unit `from` are multiplied with to be in `to`; nothing where they measure other
/// things.
std::optional<double> conversion(std::string_view from, std::string_view to);

} // namespace zws::feed
