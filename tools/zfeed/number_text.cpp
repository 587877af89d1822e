// SPDX-License-Identifier: MIT
#include "tools/zfeed/number_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>

namespace zws::feed {

namespace {

std::string_view without_plus(std::string_view text)
{
    const bool plus = text.size() > 1 && text[0] == '+' && text[1] != '-' && text[1] != '+';
    return plus ? text.substr(1) : text;
}

std::optional<double> value_of(std::string_view text)
{
    text = without_plus(text);
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error == std::errc::invalid_argument || end != text.data() + text.size())
        return std::nullopt;
    // Too large or too small for a double, but a number all the same.
    return error == std::errc::result_out_of_range ? 0 : value;
}

/// Whether a number has the form of JSON's too (RFC 8259 section 6): no needless 0 in front, digits on both
/// sides of a point.
bool is_json(std::string_view number)
{
    if (number.starts_with('-'))
        number.remove_prefix(1);
    if (number.empty() || !is_digit(number[0]) ||
        (number.size() > 1 && number[0] == '0' && is_digit(number[1])))
        return false;
    const auto point = number.find('.');
    return point == std::string_view::npos || (point + 1 < number.size() && is_digit(number[point + 1]));
}

} // namespace

bool is_number(std::string_view text)
{
    return value_of(text).has_value();
}

void append_number(std::string& out, std::string_view text)
{
    append_number(out, text, 1);
}

void append_number(std::string& out, std::string_view text, double factor)
{
    text = without_plus(text);
    const double value = value_of(text).value_or(0) * factor;
    if (!std::isfinite(value)) {
        out += "null";
    } else if (factor == 1 && is_json(text)) {
        out += text;
    } else {
        std::array<char, 32> shortest;
        out.append(shortest.data(),
                   std::to_chars(shortest.data(), shortest.data() + shortest.size(), value).ptr);
    }
}

bool is_missing(std::string_view text)
{
    constexpr std::array<std::string_view, 6> words{"NA", "N/A", "[N/A]", "#N/A", "null", "NULL"};
    return std::find(words.begin(), words.end(), text) != words.end();
}

} // namespace zws::feed
