// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/json/json_tree.hpp"

#include <optional>
#include <string_view>

namespace zws::points {

/// A field between separators. An empty one is a gap.
struct Cell {
    enum class Kind { gap, number, time } kind = Kind::gap;
    double number = 0;
    std::string_view text = {}; ///< of a number, and of a time that is not one
};

/// What separates the cells of a line: the first of a semicolon, a tab and a comma that is there, else
/// blanks.
char separator_in(std::string_view line);

/// What a cell has. With semicolons a comma is the sign of decimals, as spreadsheets write it. The first one
/// may be a time. Nothing for other text.
std::optional<Cell> cell_of(std::string_view text, char separator, bool is_first);

void add_cell(const Cell& cell, JsonTree& tree);

} // namespace zws::points
