// SPDX-License-Identifier: MIT
#include "tools/zpeek/terminal/grid.hpp"

#include "libcommon/cli/log.hpp"
#include "tools/zpeek/terminal/glyph.hpp"

#include <algorithm>

namespace zws::peek {

namespace {

constexpr std::size_t longest_glyph = 16; // bytes, with the marks on it

std::string_view in_ascii(std::string_view glyph)
{
    return glyph.size() == 1 ? glyph : glyph.empty() ? "" : "?";
}

} // namespace

Grid::Grid(int width, int height, Charset charset)
    : width_(width),
      height_(height),
      charset_(charset),
      cells_(static_cast<std::size_t>(width) * static_cast<std::size_t>(height))
{
}

int Grid::put(int x, int y, std::string_view bytes, Style style, int room)
{
    if (y < 0 || y >= height_ || x < 0)
        return x;
    const int end = room < width_ - x ? x + room : width_;
    // Marks take bytes and no column: of what has many of them the end may not be looked at.
    const std::string text =
        log::printable(bytes.substr(0, static_cast<std::size_t>(std::max(0, end - x)) * 32));
    for (std::string_view left = text; !left.empty();) {
        const Glyph glyph = take_glyph(left);
        if (x + glyph.columns > end)
            break;
        if (glyph.columns == 0)
            mark(x - 1, y, glyph.bytes);
        else if (charset_ == Charset::unicode)
            set(x, y, glyph.bytes, glyph.columns, style);
        else
            for (int i = 0; i < glyph.columns; ++i)
                set(x + i, y, in_ascii(glyph.bytes), 1, style);
        x += glyph.columns;
    }
    return x;
}

void Grid::mark(int x, int y, std::string_view glyph)
{
    if (charset_ == Charset::ascii || x < 0)
        return;
    std::string& text = cells_[index(x, y)].text;
    if (!text.empty() && text.size() + glyph.size() <= longest_glyph)
        text += glyph;
}

void Grid::set(int x, int y, std::string_view glyph, int columns, Style style)
{
    cells_[index(x, y)] = {std::string(glyph), style};
    if (columns == 2)
        cells_[index(x + 1, y)] = {"", style};
}

void Grid::put_right(int end, int y, std::string_view bytes, Style style)
{
    const int columns = columns_of(log::printable(bytes));
    put(std::max(0, end - columns), y, bytes, style, columns);
}

void Grid::add_row()
{
    ++height_;
    cells_.resize(cells_.size() + static_cast<std::size_t>(width_));
}

void Grid::paint(int y, Style style)
{
    for (int x = 0; x < width_ && y < height_; ++x)
        cells_[index(x, y)].style = style;
}

std::string Grid::line(int y) const
{
    std::string line;
    for (int x = 0; x < width_; ++x)
        line += at(x, y).text;
    line.erase(line.find_last_not_of(' ') + 1);
    return line;
}

std::string Grid::text() const
{
    std::string text;
    for (int y = 0; y < height_; ++y)
        text += line(y) + '\n';
    return text;
}

} // namespace zws::peek
