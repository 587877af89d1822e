// SPDX-License-Identifier: MIT
#include "tools/zpeek/plot/dots.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

namespace zws::peek {

namespace {

/// U+2800 to U+28FF in UTF-8.
std::string braille(std::uint8_t dots)
{
    return {'\xe2', static_cast<char>(0xa0 + (dots >> 6U)), static_cast<char>(0x80 + (dots & 0x3fU))};
}

/// Of the dot of a cell at `x` and `y`, `y` from above.
std::uint8_t bit_of(int x, int y)
{
    // As braille counts them: 1 to 3 and 4 to 6 go down, 7 and 8 came later.
    constexpr std::array<std::array<std::uint8_t, 2>, 4> bits{{{0, 3}, {1, 4}, {2, 5}, {6, 7}}};
    return static_cast<std::uint8_t>(1U << bits[static_cast<std::size_t>(y)][static_cast<std::size_t>(x)]);
}

} // namespace

Dots::Dots(int columns, int rows, Charset charset)
    : charset_(charset),
      across_(charset == Charset::unicode ? 2 : 1),
      down_(charset == Charset::unicode ? 4 : 2),
      columns_(columns),
      rows_(rows),
      cells_(static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows))
{
}

std::size_t Dots::place(int column, int row) const
{
    return static_cast<std::size_t>(row) * static_cast<std::size_t>(columns_) +
           static_cast<std::size_t>(column);
}

void Dots::set(int x, int y, std::int8_t color)
{
    if (x < 0 || x >= width() || y < 0 || y >= height())
        return;
    const int below = height() - 1 - y;
    Cell& cell = cells_[place(x / across_, below / down_)];
    cell.dots |= bit_of(x % across_, below % down_);
    cell.color = color;
}

void Dots::bar(int x, int y, int other, std::int8_t color)
{
    const auto [least, greatest] = std::minmax(y, other);
    for (int at = std::max(0, least); at <= std::min(greatest, height() - 1); ++at)
        set(x, at, color);
}

/// Each column gets the dots of its part, so that steep lines have no holes.
void Dots::line(int from_x, int from_y, int to_x, int to_y, std::int8_t color)
{
    if (from_x == to_x)
        return bar(from_x, from_y, to_y, color);
    if (from_x > to_x)
        return line(to_x, to_y, from_x, from_y, color);
    const int first = std::max(0, from_x);
    int before = 0;
    for (int x = first; x <= std::min(to_x, width() - 1); ++x) {
        const double part = static_cast<double>(x - from_x) / (to_x - from_x);
        const int y = from_y + static_cast<int>(std::lround(part * (to_y - from_y)));
        const int step = y > before ? 1 : y < before ? -1 : 0;
        bar(x, x == first ? y : before + step, y, color);
        before = y;
    }
}

void Dots::draw(Grid& grid, int x, int y) const
{
    constexpr std::array<const char*, 4> ascii{" ", "'", ".", ":"};
    for (int row = 0; row < rows_; ++row) {
        for (int column = 0; column < columns_; ++column) {
            const Cell& cell = cells_[place(column, row)];
            if (cell.dots != 0)
                grid.put(x + column, y + row,
                         charset_ == Charset::unicode ? braille(cell.dots) : ascii[cell.dots & 3U],
                         {cell.color});
        }
    }
}

} // namespace zws::peek
