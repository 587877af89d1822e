// SPDX-License-Identifier: MIT
#include "libcommon/points/quantity.hpp"

#include "libcommon/points/number.hpp"
#include "libcommon/text/character.hpp"
#include "libcommon/text/unit.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace zws::points {

namespace {

std::size_t skip_digits(std::string_view text, std::size_t at)
{
    while (at < text.size() && is_digit(text[at]))
        ++at;
    return at;
}

/// The length of the number that `text` begins with.
std::size_t number_length(std::string_view text)
{
    const std::size_t sign = text.starts_with('+') || text.starts_with('-') ? 1 : 0;
    auto end = skip_digits(text, sign);
    if (end < text.size() && text[end] == '.')
        end = skip_digits(text, end + 1);
    if (end >= text.size() || (text[end] != 'e' && text[end] != 'E'))
        return end;
    const bool signed_exponent = end + 1 < text.size() && (text[end + 1] == '+' || text[end + 1] == '-');
    const auto digits = end + (signed_exponent ? 2 : 1);
    const auto exponent = skip_digits(text, digits);
    return exponent > digits ? exponent : end;
}

/// 1e-9 as 1e9, without what the division rounds.
double inverse(double factor)
{
    std::array<char, 32> text{};
    const auto* const end =
        std::to_chars(text.data(), text.data() + text.size(), 1 / factor, std::chars_format::general, 12).ptr;
    double rounded = 0;
    std::from_chars(text.data(), end, rounded);
    return rounded;
}

/// 350 times 1e-3 is 0.35000000000000003, which 350 divided by 1000 is not.
double times(double number, double factor)
{
    return factor < 1 ? number / inverse(factor) : number * factor;
}

} // namespace

std::optional<Measured> quantity_of(std::string_view text)
{
    const auto length = number_length(text);
    if (length == 0 || length == text.size())
        return std::nullopt;
    const auto measure = measure_of(text.substr(length + (text[length] == ' ' ? 1 : 0)));
    const auto number = measure ? number_of_text(text.substr(0, length)) : std::nullopt;
    return number ? std::optional(Measured{times(*number, measure->factor), measure->kind}) : std::nullopt;
}

} // namespace zws::points
