// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zpeek/terminal/grid.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace zws::peek {

/// A picture of dots, of which a cell of the terminal has 2 x 4 (braille), or 1 x 2 where it has ASCII only.
/// Dots are counted from the left and from below; what is outside is left out.
class Dots {
public:
    /// Of so many cells.
    Dots(int columns, int rows, Charset charset);

    int width() const { return columns_ * across_; }
    int height() const { return rows_ * down_; }

    /// Sets a dot. Of the colours in a cell the last one counts.
    void set(int x, int y, std::int8_t color);
    /// Sets those from `y` to `other` in a column.
    void bar(int x, int y, int other, std::int8_t color);
    /// Sets those of a straight line.
    void line(int from_x, int from_y, int to_x, int to_y, std::int8_t color);

    /// Puts the cells that have dots into a grid, the upper left one at column `x` of row `y`.
    void draw(Grid& grid, int x, int y) const;

private:
    struct Cell {
        std::uint8_t dots = 0; ///< bits, as in the code points of braille
        std::int8_t color = Style::no_color;
    };

    /// Of a cell; rows are counted from above.
    std::size_t place(int column, int row) const;

    Charset charset_;
    int across_; ///< dots of a cell
    int down_;
    int columns_;
    int rows_;
    std::vector<Cell> cells_;
};

} // namespace zws::peek
