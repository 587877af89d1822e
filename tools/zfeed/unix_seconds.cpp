// SPDX-License-Identifier: MIT
#include "tools/zfeed/unix_seconds.hpp"

#include "tools/zfeed/number_text.hpp"

#include <algorithm>

namespace zws::feed {

namespace {

constexpr std::int64_t second = 1'000'000'000; // nanoseconds

} // namespace

void append_seconds(std::string& out, std::int64_t nanoseconds)
{
    const std::uint64_t size = nanoseconds < 0 ? 0 - static_cast<std::uint64_t>(nanoseconds)
                                               : static_cast<std::uint64_t>(nanoseconds);
    out += nanoseconds < 0 ? "-" : "";
    out += std::to_string(size / second);
    if (size % second == 0)
        return;
    std::string decimals = std::to_string(size % second + second); // a 1 in front keeps the zeros
    decimals.erase(decimals.find_last_not_of('0') + 1);
    out += '.' + decimals.substr(1);
}

void append_unix_number(std::string& out, std::string_view number)
{
    const auto sign = static_cast<std::size_t>(number.starts_with('-') || number.starts_with('+') ? 1 : 0);
    const auto whole = std::min(number.find('.', sign), number.size()) - sign;
    const std::size_t places = whole >= 18 ? 9 : whole >= 15 ? 6 : whole >= 12 ? 3 : 0;
    const bool plain = number.find_first_not_of("0123456789.", sign) == std::string_view::npos &&
                       number.substr(sign, 1) != "0";
    if (places == 0 || !plain)
        return append_number(out, number);
    std::string shifted(number);
    shifted.erase(std::remove(shifted.begin(), shifted.end(), '.'), shifted.end());
    shifted.insert(sign + whole - places, ".");
    append_number(out, shifted);
}

} // namespace zws::feed
