// SPDX-License-Identifier: MIT
#include "tools/zpeek/terminal/keyboard.hpp"

#include <array>
#include <climits>
#include <curses.h>
#include <cwchar>
#include <optional>

namespace zws::peek {

namespace {

using Kind = Key::Kind;

/// Of function keys the ones that htop has.
std::optional<Key> function_key(wint_t code)
{
    switch (code) {
    case KEY_UP:
        return Key{Kind::up};
    case KEY_DOWN:
        return Key{Kind::down};
    case KEY_LEFT:
        return Key{Kind::left};
    case KEY_RIGHT:
        return Key{Kind::right};
    case KEY_PPAGE:
        return Key{Kind::page_up};
    case KEY_NPAGE:
        return Key{Kind::page_down};
    case KEY_HOME:
        return Key{Kind::home};
    case KEY_END:
        return Key{Kind::end};
    case KEY_BACKSPACE:
    case KEY_DC:
        return Key{Kind::backspace};
    case KEY_ENTER:
        return Key{Kind::enter};
    case KEY_F(1):
        return Key{Kind::text, "h"};
    case KEY_F(3):
    case KEY_F(4):
        return Key{Kind::text, "/"};
    case KEY_F(6):
        return Key{Kind::text, ">"};
    case KEY_F(10):
        return Key{Kind::text, "q"};
    default:
        return std::nullopt;
    }
}

std::optional<Key> character_key(wint_t code)
{
    switch (code) {
    case '\n':
    case '\r':
        return Key{Kind::enter};
    case 0x1b:
        return Key{Kind::escape};
    case 0x7f:
    case 0x08:
        return Key{Kind::backspace};
    case 0x0c:
        return Key{Kind::redraw};
    case 0x15:
        return Key{Kind::clear};
    default:
        break;
    }
    if (code < 0x20)
        return std::nullopt;
    std::array<char, MB_LEN_MAX> text{};
    std::mbstate_t state{};
    const auto length = std::wcrtomb(text.data(), static_cast<wchar_t>(code), &state);
    if (length == static_cast<std::size_t>(-1))
        return std::nullopt;
    return Key{Kind::text, {text.data(), length}};
}

} // namespace

std::vector<Key> pressed_keys()
{
    std::vector<Key> keys;
    wint_t code = 0;
    for (int result = get_wch(&code); result != ERR; result = get_wch(&code)) {
        if (auto key = result == KEY_CODE_YES ? function_key(code) : character_key(code))
            keys.push_back(std::move(*key));
    }
    return keys;
}

} // namespace zws::peek
