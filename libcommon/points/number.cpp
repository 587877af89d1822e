// SPDX-License-Identifier: MIT
#include "libcommon/points/number.hpp"

#include "libcommon/points/white_space.hpp"
#include "libcommon/text/character.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <limits>

namespace zws::points {

namespace {

std::size_t digit_count(std::string_view text)
{
    return static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_digit) - text.begin());
}

std::string_view without_sign(std::string_view text)
{
    return text.starts_with('+') || text.starts_with('-') ? text.substr(1) : text;
}

/// Whether `text` is a mantissa and perhaps an exponent; `by_people` allows no zero in front of digits, and
/// no point without digits after it.
bool is_decimal(std::string_view text, bool by_people)
{
    text = without_sign(text);
    const auto whole = digit_count(text);
    if (by_people && whole > 1 && text[0] == '0')
        return false;
    text.remove_prefix(whole);
    std::size_t decimals = 0;
    if (text.starts_with('.')) {
        decimals = digit_count(text.substr(1));
        if (by_people && decimals == 0)
            return false;
        text.remove_prefix(1 + decimals);
    }
    if (whole + decimals == 0)
        return false;
    if (text.starts_with('e') || text.starts_with('E')) {
        text = without_sign(text.substr(1));
        return !text.empty() && digit_count(text) == text.size();
    }
    return text.empty();
}

/// The nearest double to a decimal number; nothing where it is not finite.
std::optional<double> nearest(std::string_view decimal)
{
    if (decimal.starts_with('+'))
        decimal.remove_prefix(1);
    double number = 0;
    if (std::from_chars(decimal.data(), decimal.data() + decimal.size(), number).ec != std::errc())
        number = std::strtod(std::string(decimal).c_str(), nullptr); // tells too large from too small
    return std::isfinite(number) ? std::optional(number) : std::nullopt;
}

/// The base of digits after "0x", "0o" or "0b"; 0 for other text.
int base_of(std::string_view text)
{
    if (text.size() < 3 || text[0] != '0')
        return 0;
    switch (text[1] | 0x20) {
    case 'x':
        return 16;
    case 'o':
        return 8;
    case 'b':
        return 2;
    default:
        return 0;
    }
}

std::optional<double> whole_number(std::string_view digits, int base)
{
    double number = 0;
    for (const char c : digits) {
        int digit = 0;
        if (std::from_chars(&c, &c + 1, digit, base).ec != std::errc())
            return std::nullopt;
        number = number * base + digit; // exact up to 2^53, as all that is a time
    }
    return std::isfinite(number) ? std::optional(number) : std::nullopt;
}

/// The digits of a number, without a point, and the power of ten of the first one.
struct Digits {
    std::string text;
    int exponent = 0;
};

Digits digits_of(double number)
{
    std::array<char, 32> text{};
    const auto* const end =
        std::to_chars(text.data(), text.data() + text.size(), number, std::chars_format::scientific).ptr;
    const std::string_view shown(text.data(), static_cast<std::size_t>(end - text.data()));
    const auto e = shown.find('e');
    Digits digits{std::string(shown.substr(0, e)), std::atoi(std::string(shown.substr(e + 1)).c_str())};
    std::erase(digits.text, '.');
    return digits;
}

} // namespace

std::optional<double> number_of_text(std::string_view text)
{
    text = trimmed(text);
    return is_decimal(text, true) ? nearest(text) : std::nullopt;
}

std::optional<double> number_of(const JsonNode& value)
{
    constexpr double gap = std::numeric_limits<double>::quiet_NaN();
    switch (value.kind) {
    case JsonNode::Kind::number:
        return std::isfinite(value.number) ? value.number : gap;
    case JsonNode::Kind::boolean:
        return value.truth ? 1 : 0;
    case JsonNode::Kind::text:
        return number_of_text(value.text);
    case JsonNode::Kind::null:
        return gap;
    default:
        return std::nullopt;
    }
}

std::optional<double> number_as_in_script(std::string_view text)
{
    text = trimmed(text);
    if (const int base = base_of(text); base != 0)
        return whole_number(text.substr(2), base);
    return is_decimal(text, false) ? nearest(text) : std::nullopt;
}

std::string shown_as_in_script(double number)
{
    if (number == 0)
        return "0";
    const std::string sign = number < 0 ? "-" : "";
    if (!std::isfinite(number))
        return std::isnan(number) ? "NaN" : sign + "Infinity";
    auto [digits, exponent] = digits_of(std::abs(number));
    const int whole = exponent + 1; // digits before the point
    const auto count = static_cast<int>(digits.size());
    if (exponent < -6 || exponent > 20) {
        const std::string after = count > 1 ? '.' + digits.substr(1) : "";
        return sign + digits[0] + after + (exponent < 0 ? "e-" : "e+") + std::to_string(std::abs(exponent));
    }
    if (exponent < 0)
        return sign + "0." + std::string(static_cast<std::size_t>(-exponent - 1), '0') + digits;
    if (count <= whole)
        return sign + digits + std::string(static_cast<std::size_t>(whole - count), '0');
    return sign + digits.insert(static_cast<std::size_t>(whole), ".");
}

} // namespace zws::points
