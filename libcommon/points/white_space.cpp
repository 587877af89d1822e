// SPDX-License-Identifier: MIT
#include "libcommon/points/white_space.hpp"

#include <algorithm>
#include <array>

namespace zws::points {

namespace {

/// Beyond ASCII: U+00A0, U+1680, U+2000 to U+200A, U+2028, U+2029, U+202F, U+205F, U+3000, U+FEFF.
std::size_t wide_space_length(std::string_view text)
{
    constexpr std::array<std::string_view, 7> others{"\xc2\xa0",     "\xe1\x9a\x80", "\xe2\x80\xaf",
                                                     "\xe2\x81\x9f", "\xe3\x80\x80", "\xef\xbb\xbf",
                                                     "\xe2\x80\xa8"};
    const auto* const other = std::find_if(
        others.begin(), others.end(), [text](std::string_view space) { return text.starts_with(space); });
    if (other != others.end())
        return other->size();
    const bool general = text.size() >= 3 && text.starts_with("\xe2\x80");
    return general && (text[2] <= '\x8a' || text[2] == '\xa9') ? 3 : 0;
}

bool is_continuation(char byte)
{
    return (static_cast<unsigned char>(byte) & 0xc0U) == 0x80U;
}

} // namespace

std::size_t space_length(std::string_view text, std::size_t at)
{
    if (at >= text.size())
        return 0;
    const char c = text[at];
    if (static_cast<unsigned char>(c) < 0x80)
        return c == ' ' || (c >= '\t' && c <= '\r') ? 1 : 0;
    return wide_space_length(text.substr(at));
}

bool is_in_line(std::string_view text, std::size_t at)
{
    const auto rest = text.substr(std::min(at, text.size()));
    return !rest.empty() && rest[0] != '\n' && rest[0] != '\r' && !rest.starts_with("\xe2\x80\xa8") &&
           !rest.starts_with("\xe2\x80\xa9");
}

std::string_view trimmed(std::string_view text)
{
    for (auto length = space_length(text, 0); length > 0; length = space_length(text, 0))
        text.remove_prefix(length);
    while (!text.empty()) {
        std::size_t last = text.size() - 1;
        while (last > 0 && is_continuation(text[last]))
            --last;
        if (space_length(text, last) == 0)
            break;
        text.remove_suffix(text.size() - last);
    }
    return text;
}

} // namespace zws::points
