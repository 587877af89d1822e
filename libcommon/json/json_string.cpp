// SPDX-License-Identifier: MIT
#include "libcommon/json/json_string.hpp"

#include "libcommon/text/base64.hpp"
#include "libcommon/text/character.hpp"

#include <array>

namespace zws {

namespace {

/// What follows the backslash of each byte that needs one; 'u' for \u00HH, 0 for none.
constexpr std::array<char, 256> escapes()
{
    std::array<char, 256> table{};
    for (std::size_t control = 0; control < 0x20; ++control)
        table[control] = 'u';
    table['\b'] = 'b';
    table['\f'] = 'f';
    table['\n'] = 'n';
    table['\r'] = 'r';
    table['\t'] = 't';
    table['"'] = '"';
    table['\\'] = '\\';
    return table;
}

void append_escape(std::string& out, unsigned char byte, char escape)
{
    constexpr std::string_view digits = "0123456789abcdef";
    out += '\\';
    out += escape;
    if (escape != 'u')
        return;
    out += "00";
    out += digits[byte >> 4U];
    out += digits[byte & 15U];
}

} // namespace

void append_json_string(std::string& out, std::string_view text)
{
    static constexpr auto table = escapes();
    out += '"';
    std::size_t plain = 0; // where the run of plain characters begins
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto byte = static_cast<unsigned char>(text[at]);
        if (table[byte] == 0)
            continue;
        out.append(text, plain, at - plain);
        append_escape(out, byte, table[byte]);
        plain = at + 1;
    }
    out.append(text, plain);
    out += '"';
}

void append_json_bytes(std::string& out, std::string_view bytes)
{
    if (is_utf8(bytes))
        return append_json_string(out, bytes);
    out += R"({"b64":")";
    append_base64(out, bytes);
    out += "\"}";
}

std::string json_member(std::string_view name)
{
    std::string out;
    append_json_string(out, name);
    return out + ':';
}

} // namespace zws
