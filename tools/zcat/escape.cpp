// SPDX-License-Identifier: MIT
#include "tools/zcat/escape.hpp"

#include "libcommon/utf8.hpp"

#include <stdexcept>

namespace zws::cat {

namespace {

void append_byte(std::string& out, unsigned char byte)
{
    constexpr std::string_view digits = "0123456789abcdef";
    out += "\\x";
    out += digits[byte >> 4U];
    out += digits[byte & 15U];
}

void append_control(std::string& out, unsigned char byte)
{
    if (byte == '\n')
        out += "\\n";
    else if (byte == '\t')
        out += "\\t";
    else if (byte == '\\')
        out += "\\\\";
    else
        append_byte(out, byte);
}

/// Length of the control character at `at` in valid UTF-8, 0 if there is none; the backslash counts as one.
std::size_t control_length(std::string_view text, std::size_t at)
{
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x20 || byte == 0x7f || byte == '\\')
        return 1;
    // U+0080 to U+009F.
    return byte == 0xc2 && static_cast<unsigned char>(text[at + 1]) < 0xa0 ? 2 : 0;
}

void append_text(std::string& out, std::string_view text)
{
    std::size_t plain = 0; // where the run of plain characters begins
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = control_length(text, at);
        if (length == 0) {
            ++at;
            continue;
        }
        out.append(text, plain, at - plain);
        for (plain = at + length; at < plain; ++at)
            append_control(out, static_cast<unsigned char>(text[at]));
    }
    out.append(text, plain);
}

} // namespace

void append_escaped(std::string& out, std::string_view bytes)
{
    for (;;) {
        const std::size_t valid = utf8_prefix(bytes);
        append_text(out, bytes.substr(0, valid));
        if (valid == bytes.size())
            return;
        append_byte(out, static_cast<unsigned char>(bytes[valid]));
        bytes.remove_prefix(valid + 1);
    }
}

char escape_at(std::string_view text, std::size_t at)
{
    const std::string position = " at position " + std::to_string(at + 1);
    if (at + 1 == text.size())
        throw std::invalid_argument("nothing behind the '\\'" + position);
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
