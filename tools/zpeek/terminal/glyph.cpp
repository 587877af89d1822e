// SPDX-License-Identifier: MIT
#include "tools/zpeek/terminal/glyph.hpp"

#include <cstddef>
#include <cwchar>

namespace zws::peek {

namespace {

std::size_t length_of(unsigned char lead)
{
    return lead < 0xc0 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
}

wchar_t code_of(std::string_view bytes)
{
    const auto lead = static_cast<unsigned char>(bytes[0]);
    unsigned code = bytes.size() == 1 ? lead : lead & (0xffU >> (bytes.size() + 1));
    for (const char c : bytes.substr(1))
        code = code << 6U | (static_cast<unsigned char>(c) & 0x3fU);
    return static_cast<wchar_t>(code);
}

/// Joiners and selectors, which terminals do not agree on: what they join is shown side by side.
bool is_passed_over(wchar_t code)
{
    return (code >= 0x200b && code <= 0x200d) || (code >= 0x2060 && code <= 0x2064) ||
           (code >= 0xfe00 && code <= 0xfe0f) || code == 0xfeff || code >= 0xe0000;
}

} // namespace

Glyph take_glyph(std::string_view& text)
{
    const auto bytes = text.substr(0, length_of(static_cast<unsigned char>(text.front())));
    text.remove_prefix(bytes.size());
    if (bytes.size() == 1)
        return {bytes, 1};
    const wchar_t code = code_of(bytes);
    if (is_passed_over(code))
        return {{}, 0};
    const int columns = wcwidth(code);
    return columns < 0 ? Glyph{"\xef\xbf\xbd", 1} : Glyph{bytes, columns};
}

int columns_of(std::string_view text)
{
    int columns = 0;
    while (!text.empty())
        columns += take_glyph(text).columns;
    return columns;
}

} // namespace zws::peek
