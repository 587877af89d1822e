// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <charconv>
#include <cmath>
#include <concepts>
#include <limits>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>
#include <type_traits>

namespace zws {

/// Bounds of a number, both included.
template <class N>
struct Range {
    N least = std::numeric_limits<N>::lowest();
    N most = std::numeric_limits<N>::max();
};

/// In decimal, without an exponent where people can read that.
inline std::string shown_number(double number)
{
    const double size = std::abs(number);
    const bool readable = size == 0 || (size >= 1e-6 && size < 1e15);
    std::array<char, 32> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), number,
                                   readable ? std::chars_format::fixed : std::chars_format::general);
    return {text.data(), end.ptr};
}

std::string shown_number(std::integral auto number)
{
    return std::to_string(number);
}

/// Throws "out of range (1 to 5)", "(at least 1)" or "(at most 5)"; `shown` makes the text of a bound.
template <class N, class Shown>
void check_range(N number, Range<N> range, Shown shown)
{
    // Written so that NaN is out of every range.
    if (number >= range.least && number <= range.most)
        return;
    std::string bounds = "at least " + shown(range.least);
    if (range.least == Range<N>().least)
        bounds = "at most " + shown(range.most);
    else if (range.most != Range<N>().most)
        bounds = shown(range.least) + " to " + shown(range.most);
    throw std::invalid_argument("out of range (" + bounds + ')');
}

/// Takes a number that is all of `text`; throws std::invalid_argument with what is wrong with it.
template <class N>
N parse_number(std::string_view text, Range<N> range = {})
{
    N number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error == std::errc::invalid_argument || end != text.data() + text.size())
        throw std::invalid_argument(std::is_integral_v<N> ? "not a whole number" : "not a number");
    const bool fits = error != std::errc::result_out_of_range;
    if (!fits && (range.most == Range<N>().most || range.least == Range<N>().least))
        throw std::invalid_argument("out of range");
    check_range(fits ? number : Range<N>().most, range, [](N bound) { return shown_number(bound); });
    return number;
}

} // namespace zws
