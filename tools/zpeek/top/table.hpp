// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zpeek/terminal/grid.hpp"
#include "tools/zpeek/top/topic_row.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace zws::peek {

/// What a table of topics shows, from left to right.
enum class TableColumn { topic, rate, bandwidth, size, messages, age, lost, last };
inline constexpr int column_count = 8;

/// Which topics a table shows, and in what order.
struct TableOrder {
    TableColumn column = TableColumn::rate;
    bool reversed = false; ///< else the greatest number is the first one, and texts ascend
    std::string filter{};  ///< topics have it in them, in any case
};

/// Those that the filter leaves, sorted by what is shown of them, and then by topic.
std::vector<TopicRow> arranged(std::vector<TopicRow> rows, const TableOrder& order);

/// Draws the head of a table in the first row of a grid, and `rows` from number `first` on in those below.
void draw_table(Grid& grid, const std::vector<TopicRow>& rows, const TableOrder& order, std::size_t first);

/// The same in lines, as wide as they are.
std::string table_text(const std::vector<TopicRow>& rows, const TableOrder& order, Charset charset);

} // namespace zws::peek
