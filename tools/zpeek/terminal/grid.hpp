// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zpeek/terminal/style.hpp"

#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace zws::peek {

/// A screen full of characters, which can be shown on a terminal or printed. All text in it is safe for a
/// terminal, wherever it comes from.
class Grid {
public:
    struct Cell {
        std::string text =
            " "; ///< a character with the marks on it; empty: the one before is two columns wide
        Style style{};
    };

    /// Of blanks; no side is less than 0.
    Grid(int width, int height, Charset charset);

    int width() const { return width_; }
    int height() const { return height_; }
    Charset charset() const { return charset_; }

    /// Puts bytes into the cells from column `x` of row `y` on, in `room` columns at most and as far as the
    /// grid goes: as log::printable() makes them. What the charset does not have is a '?'. Returns the column
    /// after them.
    int put(int x, int y, std::string_view bytes, Style style = {},
            int room = std::numeric_limits<int>::max());

    /// The same, so that it ends before column `end`.
    void put_right(int end, int y, std::string_view bytes, Style style = {});

    /// Adds a row of blanks below.
    void add_row();

    /// Gives all of a row another style.
    void paint(int y, Style style);

    const Cell& at(int x, int y) const { return cells_[index(x, y)]; }

    /// A row without the blanks at its end; all rows, each with a newline.
    std::string line(int y) const;
    std::string text() const;

private:
    std::size_t index(int x, int y) const
    {
        return static_cast<std::size_t>(y) * static_cast<std::size_t>(width_) + static_cast<std::size_t>(x);
    }
    void mark(int x, int y, std::string_view glyph);
    void set(int x, int y, std::string_view glyph, int columns, Style style);

    int width_;
    int height_;
    Charset charset_;
    std::vector<Cell> cells_;
};

} // namespace zws::peek
