// SPDX-License-Identifier: MIT
#include "libcommon/text/character.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

namespace zws {

namespace {

bool between(unsigned char byte, unsigned least, unsigned most)
{
    return byte >= least && byte <= most;
}

bool continues(unsigned char byte)
{
    return between(byte, 0x80, 0xbf);
}

/// Bytes of the character at `p` beyond ASCII, 0 if there is none within `left` bytes: the table of RFC 3629
/// section 4.
std::size_t multibyte_length(const unsigned char* p, std::size_t left)
{
    if (between(p[0], 0xc2, 0xdf))
        return left >= 2 && continues(p[1]) ? 2 : 0;
    if (between(p[0], 0xe0, 0xef)) {
        const unsigned least = p[0] == 0xe0 ? 0xa0 : 0x80;
        const unsigned most = p[0] == 0xed ? 0x9f : 0xbf;
        return left >= 3 && between(p[1], least, most) && continues(p[2]) ? 3 : 0;
    }
    if (between(p[0], 0xf0, 0xf4)) {
        const unsigned least = p[0] == 0xf0 ? 0x90 : 0x80;
        const unsigned most = p[0] == 0xf4 ? 0x8f : 0xbf;
        return left >= 4 && between(p[1], least, most) && continues(p[2]) && continues(p[3]) ? 4 : 0;
    }
    return 0;
}

std::size_t ascii_prefix(const unsigned char* p, std::size_t size)
{
    std::size_t at = 0;
    for (; at + 8 <= size; at += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, p + at, sizeof word);
        if ((word & 0x8080808080808080U) != 0)
            break;
    }
    while (at < size && p[at] < 0x80)
        ++at;
    return at;
}

} // namespace

std::size_t utf8_prefix(std::string_view bytes)
{
    const auto* p = reinterpret_cast<const unsigned char*>(bytes.data());
    std::size_t at = ascii_prefix(p, bytes.size());
    while (at < bytes.size()) {
        const std::size_t length = multibyte_length(p + at, bytes.size() - at);
        if (length == 0)
            return at;
        at += length;
        at += ascii_prefix(p + at, bytes.size() - at);
    }
    return at;
}

bool is_readable(std::string_view bytes)
{
    if (bytes.ends_with('\0'))
        bytes.remove_suffix(1);
    if (bytes.empty() || !is_utf8(bytes))
        return false;
    return std::none_of(bytes.begin(), bytes.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return (byte < 0x20 && c != '\n' && c != '\r' && c != '\t') || byte == 0x7f;
    });
}

void append_utf8(std::string& out, std::uint32_t character)
{
    const bool is_character = character < 0xd800 || (character > 0xdfff && character <= 0x10ffff);
    const std::uint32_t c = is_character ? character : 0xfffd;
    const unsigned more = c < 0x80 ? 0 : c < 0x800 ? 1 : c < 0x1'0000 ? 2 : 3;
    constexpr std::array<unsigned, 4> marks{0, 0xc0, 0xe0, 0xf0};
    out += static_cast<char>(marks[more] | c >> 6 * more);
    for (unsigned i = more; i > 0; --i)
        out += static_cast<char>(0x80U | (c >> 6 * (i - 1) & 0x3fU));
}

} // namespace zws
