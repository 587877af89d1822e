// SPDX-License-Identifier: MIT
#include "libcommon/points/cells.hpp"

#include "libcommon/points/number.hpp"
#include "libcommon/points/time.hpp"
#include "libcommon/points/white_space.hpp"

#include <algorithm>
#include <string>

namespace zws::points {

char separator_in(std::string_view line)
{
    constexpr std::string_view separators = ";\t,";
    const auto* const found = std::find_if(separators.begin(), separators.end(), [line](char sign) {
        return line.find(sign) != std::string_view::npos;
    });
    return found == separators.end() ? ' ' : *found;
}

std::optional<Cell> cell_of(std::string_view text, char separator, bool is_first)
{
    text = trimmed(text);
    if (text.empty())
        return Cell();
    auto number = number_of_text(text);
    if (const auto comma = text.find(','); separator == ';' && comma != std::string_view::npos) {
        std::string pointed(text);
        pointed[comma] = '.';
        number = number_of_text(pointed);
    }
    if (number)
        return Cell{Cell::Kind::number, *number, text};
    return is_first && seconds_of(text) ? std::optional(Cell{Cell::Kind::time, 0, text}) : std::nullopt;
}

void add_cell(const Cell& cell, JsonTree& tree)
{
    if (cell.kind == Cell::Kind::gap)
        tree.add_null();
    else if (cell.kind == Cell::Kind::number)
        tree.add_number(cell.number, cell.text);
    else
        tree.add_text(cell.text);
}

} // namespace zws::points
