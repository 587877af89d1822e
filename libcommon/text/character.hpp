// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace zws {

/// Whether `c` is one of 0 to 9, whatever the locale.
constexpr bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/// Length of the longest prefix of `bytes` that is valid UTF-8 (RFC 3629 section 4: shortest forms, no
/// surrogates).
std::size_t utf8_prefix(std::string_view bytes);

/// Whether all of `bytes` is valid UTF-8; the empty string is.
inline bool is_utf8(std::string_view bytes)
{
    return utf8_prefix(bytes) == bytes.size();
}

/// Whether bytes can be read by people: UTF-8 without control characters, but white space, and a NUL at the
/// end; and there are some.
bool is_readable(std::string_view bytes);

/// Appends a character in UTF-8; U+FFFD for what is none.
void append_utf8(std::string& out, std::uint32_t character);

/// Whether two texts differ at most in the case of letters of ASCII, as names in protocols may.
inline bool equal_but_for_case(std::string_view one, std::string_view other)
{
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; };
    return std::equal(one.begin(), one.end(), other.begin(), other.end(),
                      [&](char a, char b) { return lower(a) == lower(b); });
}

/// How many bytes the character at `at` has in `text`, which is valid UTF-8, if a terminal may obey it
/// instead of showing it; else 0. These are the control characters (C0, DEL, C1), and those that change the
/// direction of text or end its line: U+061C, U+200E, U+200F, U+2028 to U+202E, U+2066 to U+2069.
constexpr std::size_t control_length(std::string_view text, std::size_t at)
{
    const auto byte = [text, at](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
    switch (byte(0)) {
    case 0xc2:
        return byte(1) < 0xa0 ? 2 : 0;
    case 0xd8:
        return byte(1) == 0x9c ? 2 : 0;
    case 0xe2: {
        const bool mark_or_line =
            byte(1) == 0x80 && (byte(2) == 0x8e || byte(2) == 0x8f || (byte(2) >= 0xa8 && byte(2) <= 0xae));
        const bool isolate = byte(1) == 0x81 && byte(2) >= 0xa6 && byte(2) <= 0xa9;
        return mark_or_line || isolate ? 3 : 0;
    }
    default:
        return byte(0) < 0x20 || byte(0) == 0x7f ? 1 : 0;
    }
}

} // namespace zws
