// SPDX-License-Identifier: MIT
#include "tools/zfeed/quantity.hpp"

#include "libcommon/text/unit.hpp"
#include "tools/zfeed/number_text.hpp"

#include <algorithm>

namespace zws::feed {

namespace {

/// The length of the number that `text` begins with: a sign, digits with points and commas, an exponent.
std::size_t number_length(std::string_view text)
{
    const std::size_t sign = text.starts_with('-') || text.starts_with('+') ? 1 : 0;
    const auto end = std::min(text.find_first_not_of("0123456789.,", sign), text.size());
    if (end == text.size() || (text[end] != 'e' && text[end] != 'E'))
        return end;
    auto exponent = end + 1;
    if (exponent < text.size() && (text[exponent] == '-' || text[exponent] == '+'))
        ++exponent;
    if (exponent == text.size() || !is_digit(text[exponent]))
        return end;
    return std::min(text.find_first_not_of("0123456789", exponent), text.size());
}

/// Whether `text` is digits in groups of three with `mark` between them: "12,345,678".
bool is_grouped(std::string_view text, char mark)
{
    const auto first = text.find(mark);
    if (first == 0 || first > 3 ||
        !std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(first), is_digit))
        return false;
    for (text.remove_prefix(first); !text.empty(); text.remove_prefix(4)) {
        if (text.size() < 4 || text[0] != mark || !is_digit(text[1]) || !is_digit(text[2]) ||
            !is_digit(text[3]))
            return false;
    }
    return true;
}

/// The digits before and after the decimal mark, without groups.
std::optional<std::string> joined(std::string_view whole, char group, std::string_view decimals)
{
    std::string out(whole);
    if (whole.find(group) != std::string_view::npos) {
        if (!is_grouped(whole, group))
            return std::nullopt;
        out.erase(std::remove(out.begin(), out.end(), group), out.end());
    }
    return decimals.empty() ? out : out + '.' + std::string(decimals);
}

} // namespace

std::optional<std::string> plain_number(std::string_view text, bool decimal_comma)
{
    const auto comma = text.rfind(',');
    if (comma == std::string_view::npos || number_length(text) != text.size())
        return std::nullopt;
    const std::string sign(text.substr(0, is_digit(text[0]) || text[0] == ',' || text[0] == '.' ? 0 : 1));
    const auto mantissa = text.substr(sign.size(), text.find_first_of("eE") - sign.size());
    const auto exponent = text.substr(sign.size() + mantissa.size());
    const auto point = mantissa.rfind('.');
    const bool one_comma = text.find(',') == comma;
    std::optional<std::string> plain;
    if (point != std::string_view::npos && point > mantissa.rfind(','))
        plain = joined(mantissa.substr(0, point), ',', mantissa.substr(point + 1));
    else if (one_comma && (decimal_comma || point != std::string_view::npos))
        plain =
            joined(mantissa.substr(0, mantissa.rfind(',')), '.', mantissa.substr(mantissa.rfind(',') + 1));
    else if (!one_comma && point == std::string_view::npos)
        plain = joined(mantissa, ',', {});
    if (!plain)
        return std::nullopt;
    *plain = sign + *plain + std::string(exponent);
    return is_number(*plain) ? plain : std::nullopt;
}

std::optional<Quantity> parse_quantity(std::string_view text, bool decimal_comma)
{
    const auto number = text.substr(0, number_length(text));
    text.remove_prefix(number.size());
    text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
    if (number.empty() || text.empty() || !is_unit(text))
        return std::nullopt;
    if (is_number(number))
        return Quantity{std::string(number), text};
    const auto plain = plain_number(number, decimal_comma);
    return plain ? std::optional(Quantity{*plain, text}) : std::nullopt;
}

bool is_unit(std::string_view text)
{
    return measure_of(text).has_value();
}

std::optional<double> conversion(std::string_view from, std::string_view to)
{
    if (from == to)
        return 1;
    const auto given = measure_of(from);
    const auto wanted = measure_of(to);
    if (!given || !wanted || given->kind != wanted->kind)
        return std::nullopt;
    return given->factor / wanted->factor;
}

} // namespace zws::feed
