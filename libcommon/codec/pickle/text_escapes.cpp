// SPDX-License-Identifier: MIT
#include "libcommon/codec/pickle/text_escapes.hpp"

#include "libcommon/codec/pickle/value.hpp"
#include "libcommon/text/character.hpp"

#include <charconv>
#include <optional>

namespace zws::codec::pickle {

namespace {

/// The number that exactly so many digits are.
std::optional<std::uint32_t> number(std::string_view text, std::size_t digits, int base)
{
    std::uint32_t value = 0;
    const char* const end = text.data() + std::min(digits, text.size());
    const auto [stop, error] = std::from_chars(text.data(), end, value, base);
    return text.size() >= digits && error == std::errc{} && stop == end ? std::optional(value) : std::nullopt;
}

/// Takes what comes after a backslash from the front of `left`.
char take_escape(std::string_view& left)
{
    constexpr std::string_view names = "\\'\"abfnrtv";
    constexpr std::string_view meant = "\\'\"\a\b\f\n\r\t\v";
    const auto found = left.empty() ? std::string_view::npos : names.find(left[0]);
    if (found != std::string_view::npos) {
        left.remove_prefix(1);
        return meant[found];
    }
    const bool hexadecimal = left.starts_with('x');
    const auto code = hexadecimal ? number(left.substr(1), 2, 16) : number(left, 3, 8);
    if (!code || *code > 0xff)
        throw Refused("an escape that is not known");
    left.remove_prefix(3);
    return static_cast<char>(*code);
}

} // namespace

std::string encoded(std::string_view text, std::string_view encoding)
{
    if (encoding != "latin1" && encoding != "latin-1" && encoding != "iso-8859-1")
        throw Refused("bytes in another encoding than latin1");
    std::string bytes;
    bytes.reserve(text.size());
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto first = static_cast<unsigned char>(text[at]);
        const bool is_pair = (first == 0xc2 || first == 0xc3) && at + 1 < text.size();
        if (first >= 0x80 && !is_pair)
            throw Refused("bytes with a character beyond latin1");
        const auto second = is_pair ? static_cast<unsigned char>(text[++at]) & 0x3fU : 0U;
        bytes += static_cast<char>(is_pair ? (first & 3U) << 6U | second : first);
    }
    return bytes;
}

std::string raw_unescaped(std::string_view bytes)
{
    std::string text;
    while (!bytes.empty()) {
        const bool is_long = bytes.starts_with("\\U");
        const std::size_t digits = is_long ? 8 : 4;
        const auto code =
            is_long || bytes.starts_with("\\u") ? number(bytes.substr(2), digits, 16) : std::nullopt;
        append_utf8(text, code.value_or(static_cast<unsigned char>(bytes[0])));
        bytes.remove_prefix(code ? 2 + digits : 1);
    }
    return text;
}

std::string string_unescaped(std::string_view quoted)
{
    const char quote = quoted.empty() ? '\0' : quoted[0];
    if (quoted.size() < 2 || (quote != '\'' && quote != '"') || quoted.back() != quote)
        throw Refused("a string without its quotes");
    std::string bytes;
    for (auto left = quoted.substr(1, quoted.size() - 2); !left.empty();) {
        const char c = left[0];
        left.remove_prefix(1);
        bytes += c == '\\' ? take_escape(left) : c;
    }
    return bytes;
}

} // namespace zws::codec::pickle
