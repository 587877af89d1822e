// SPDX-License-Identifier: MIT
#include "tools/zws2browser/http/byte_range.hpp"

#include <algorithm>
#include <charconv>

namespace zws::browser {

namespace {

std::optional<std::size_t> parse_position(std::string_view text)
{
    std::size_t value = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (failure != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

} // namespace

std::optional<ByteRange> parse_byte_range(std::string_view header, std::size_t size)
{
    constexpr std::string_view unit = "bytes=";
    if (!header.starts_with(unit))
        return std::nullopt;
    const auto range = header.substr(unit.size());
    const auto dash = range.find('-');
    if (dash == std::string_view::npos)
        return std::nullopt;
    const auto first = parse_position(range.substr(0, dash));
    const auto last = parse_position(range.substr(dash + 1));
    if (dash == 0) { // the last bytes
        if (!last)
            return std::nullopt;
        return ByteRange{size - std::min(*last, size), std::min(*last, size)};
    }
    if (!first || (!last && dash + 1 != range.size()) || (last && *last < *first))
        return std::nullopt;
    if (*first >= size)
        return ByteRange{};
    return ByteRange{*first, std::min(last.value_or(size - 1), size - 1) - *first + 1};
}

} // namespace zws::browser
