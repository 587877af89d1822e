// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>

namespace zws::peek {

/// What was pressed.
struct Key {
    enum class Kind : std::uint8_t {
        text,
        enter,
        escape,
        backspace,
        up,
        down,
        left,
        right,
        page_up,
        page_down,
        home,
        end,
        clear,  ///< ^U
        redraw, ///< ^L
        hangup  ///< there will be no more keys
    };

    Kind kind = Kind::text;
    std::string text{}; ///< one character in UTF-8; of function keys the letter that means the same

    bool is(char letter) const { return kind == Kind::text && text.size() == 1 && text[0] == letter; }
    bool is(Kind wanted) const { return kind == wanted; }
};

} // namespace zws::peek
