// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

namespace zws::peek {

/// How a cell of the terminal is to look. Where there are no colours the rest of it counts.
struct Style {
    static constexpr std::int8_t no_color = -1;

    std::int8_t color = no_color; ///< one of 0 to colors - 1
    bool bold = false;
    bool faint = false;
    bool reverse = false;

    static constexpr int colors = 6;          ///< that can be told apart on a dark and on a light ground
    static constexpr std::int8_t warning = 5; ///< of these that which warns

    bool operator==(const Style&) const = default;
};

/// What the terminal can show.
enum class Charset { ascii, unicode };

/// That of the locale which the environment names for characters (LC_CTYPE); from now on they are as there.
Charset charset_of_environment();

} // namespace zws::peek
