// SPDX-License-Identifier: MIT
#include "tools/zcat/escape.hpp"

#include "libcommon/text/character.hpp"

#include <stdexcept>

namespace zws::cat {

namespace {

constexpr std::string_view hex_digits = "0123456789abcdef";

void append_byte(std::string& out, unsigned char byte)
{
    out += "\\x";
    out += hex_digits[byte >> 4U];
    out += hex_digits[byte & 15U];
}

void append_bytes(std::string& out, std::string_view bytes)
{
    for (const char c : bytes)
        append_byte(out, static_cast<unsigned char>(c));
}

bool is_plain(char c)
{
    return c >= ' ' && c <= '~' && c != '\\';
}

/// Appends valid UTF-8, whose special characters (control_length(), and the backslash) go to `special`
/// instead: it appends what stands for them.
template <class Special>
void append_text(std::string& out, std::string_view text, const Special& special)
{
    std::size_t plain = 0; // where the run of plain characters begins
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = is_plain(text[at]) ? 0 : text[at] == '\\' ? 1 : control_length(text, at);
        if (length == 0) {
            ++at;
            continue;
        }
        out.append(text, plain, at - plain);
        special(text.substr(at, length));
        plain = at += length;
    }
    out.append(text, plain);
}

template <class Special>
void append_any(std::string& out, std::string_view bytes, const Special& special)
{
    for (;;) {
        const std::size_t valid = utf8_prefix(bytes);
        append_text(out, bytes.substr(0, valid), special);
        if (valid == bytes.size())
            return;
        append_byte(out, static_cast<unsigned char>(bytes[valid]));
        bytes.remove_prefix(valid + 1);
    }
}

/// The code of the one character in `utf8`, of two or three bytes.
unsigned code_of(std::string_view utf8)
{
    unsigned code = static_cast<unsigned char>(utf8[0]) & (utf8.size() == 2 ? 0x1fU : 0xfU);
    for (const char c : utf8.substr(1))
        code = code << 6U | (static_cast<unsigned char>(c) & 0x3fU);
    return code;
}

void append_json_escape(std::string& out, unsigned code)
{
    out += "\\u";
    for (unsigned digit = 4; digit > 0; --digit)
        out += hex_digits[code >> 4 * (digit - 1) & 15U];
}

} // namespace

void append_escaped(std::string& out, std::string_view bytes)
{
    append_any(out, bytes, [&out](std::string_view special) {
        if (special == "\n")
            out += "\\n";
        else if (special == "\t")
            out += "\\t";
        else if (special == "\\")
            out += "\\\\";
        else
            append_bytes(out, special);
    });
}

void append_shown(std::string& out, std::string_view bytes)
{
    append_any(out, bytes, [&out](std::string_view special) {
        if (special == "\n" || special == "\t" || special == "\\")
            out += special;
        else
            append_bytes(out, special);
    });
}

void show_json(std::string& out, std::size_t from)
{
    const std::string json = out.substr(from);
    out.resize(from);
    append_text(out, json, [&out](std::string_view special) {
        // Valid JSON has other control characters only between its tokens.
        if (special.size() > 1 || special == "\x7f")
            append_json_escape(out, special.size() > 1 ? code_of(special) : 0x7fU);
        else
            out += special;
    });
}

char escape_at(std::string_view text, std::size_t at)
{
    const std::string position = " at position " + std::to_string(at + 1);
    if (at + 1 == text.size())
        throw std::invalid_argument("nothing after the '\\'" + position);
    switch (text[at + 1]) {
    case 'n':
        return '\n';
    case 't':
        return '\t';
    case '0':
        return '\0';
    case '\\':
        return '\\';
    default:
        throw std::invalid_argument("unknown escape '" + std::string(text.substr(at, 2)) + "'" + position);
    }
}

std::string unescaped(std::string_view text)
{
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool escape = text[at] == '\\';
        out += escape ? escape_at(text, at) : text[at];
        at += escape ? 1 : 0;
    }
    return out;
}

} // namespace zws::cat
