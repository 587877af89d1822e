// SPDX-License-Identifier: MIT
#include "tools/zpeek/top/table.hpp"

#include "libcommon/cli/log.hpp"
#include "libcommon/text/number.hpp"
#include "tools/zpeek/terminal/filter.hpp"
#include "tools/zpeek/terminal/glyph.hpp"
#include "tools/zpeek/top/cell_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>
#include <utility>

namespace zws::peek {

namespace {

struct TableShape {
    const char* title;
    int least_width;
    bool is_text;
};

constexpr std::array<TableShape, column_count> shapes{{{"TOPIC", 12, true},
                                                       {"MSG/S", 6, false},
                                                       {"BYTES/S", 8, false},
                                                       {"SIZE", 5, false},
                                                       {"MESSAGES", 9, false},
                                                       {"AGE", 5, false},
                                                       {"GAPS", 5, false},
                                                       {"LAST VALUE", 11, true}}};
constexpr int gap = 2; // columns between two
constexpr Style head{.reverse = true};

const TableShape& shape_of(TableColumn column)
{
    return shapes[static_cast<std::size_t>(column)];
}

constexpr std::array<TableColumn, column_count> columns{
    TableColumn::topic,    TableColumn::rate, TableColumn::bandwidth, TableColumn::size,
    TableColumn::messages, TableColumn::age,  TableColumn::lost,      TableColumn::last};

/// In the three digits that are shown, so that rows do not change places for nothing.
double shown(double number)
{
    if (number <= 0)
        return number;
    const double unit = std::pow(10, std::floor(std::log10(number)) - 2);
    return std::round(number / unit) * unit;
}

double number_of(const TopicRow& row, TableColumn column)
{
    switch (column) {
    case TableColumn::rate:
        return shown(row.rate);
    case TableColumn::bandwidth:
        return shown(row.bandwidth);
    case TableColumn::size:
        return shown(row.size);
    case TableColumn::messages:
        return static_cast<double>(row.messages);
    case TableColumn::age:
        return shown(std::round(row.age * 10) / 10);
    case TableColumn::lost:
        return row.lost ? static_cast<double>(*row.lost) : -1;
    case TableColumn::topic:
    case TableColumn::last:
        return 0;
    }
    return 0;
}

/// That of all of a text; nothing where it is not a number.
std::optional<double> number_in(std::string_view text)
{
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool whole = error == std::errc() && end == text.data() + text.size() && !std::isnan(number);
    return whole ? std::optional(number) : std::nullopt;
}

/// What rows are sorted by: the number, and then the text.
struct SortKey {
    double number;
    std::string_view text;

    bool operator==(const SortKey&) const = default;
    bool operator<(const SortKey& other) const
    {
        return number != other.number ? number < other.number : text < other.text;
    }
};

/// Numbers come before texts.
SortKey key_of_text(std::string_view text)
{
    if (const auto number = number_in(text))
        return {*number, {}};
    return {std::numeric_limits<double>::infinity(), text};
}

SortKey key_of(const TopicRow& row, TableColumn column)
{
    if (column == TableColumn::topic)
        return {0, row.topic};
    return column == TableColumn::last ? key_of_text(row.last) : SortKey{-number_of(row, column), {}};
}

using Widths = std::array<int, column_count>;

int width_of(const TopicRow& row, TableColumn column)
{
    return columns_of(log::printable(cell_text(row, column)));
}

/// As wide as what is in them.
Widths widths_of(const std::vector<TopicRow>& rows)
{
    Widths widths{};
    for (const TableColumn column : columns) {
        int width = shape_of(column).least_width;
        for (const TopicRow& row : rows)
            width = std::max(width, width_of(row, column));
        widths[static_cast<std::size_t>(column)] = width;
    }
    return widths;
}

/// Of what there is the numbers get what they need; the topics may have half of the rest, the last values all
/// that is left.
void fit(Widths& widths, int width)
{
    const int numbers = std::accumulate(widths.begin() + 1, widths.end() - 1, gap * (column_count - 1));
    const int left = std::max(0, width - numbers);
    const int least = shape_of(TableColumn::topic).least_width;
    widths.front() = std::min(widths.front(), std::max(std::min(width, least), left / 2));
    widths.back() = std::max(0, left - widths.front());
}

void draw_cell(Grid& grid, int x, int y, int width, std::string_view text, TableColumn column, Style style)
{
    if (shape_of(column).is_text)
        grid.put(x, y, text, style, width);
    else if (x + width <= grid.width())
        grid.put_right(x + width, y, text, style);
}

std::string title_of(TableColumn column, const TableOrder& order, Charset charset)
{
    std::string title = shape_of(column).title;
    if (column != order.column)
        return title;
    return title + (charset == Charset::unicode ? (order.reversed ? "▲" : "▼") : order.reversed ? "^" : "v");
}

void draw_head(Grid& grid, const Widths& widths, const TableOrder& order)
{
    grid.paint(0, head);
    int x = 0;
    for (const TableColumn column : columns) {
        const int width = widths[static_cast<std::size_t>(column)];
        draw_cell(grid, x, 0, width, title_of(column, order, grid.charset()), column, head);
        x += width + gap;
    }
}

Style style_of(const TopicRow& row, TableColumn column)
{
    if (column == TableColumn::lost && row.lost && *row.lost > 0)
        return {.color = Style::warning, .bold = true};
    return column == TableColumn::topic ? Style{.bold = true} : Style{};
}

void draw_row(Grid& grid, int y, const TopicRow& row, const Widths& widths)
{
    int x = 0;
    for (const TableColumn column : columns) {
        const int width = widths[static_cast<std::size_t>(column)];
        draw_cell(grid, x, y, width, cell_text(row, column), column, style_of(row, column));
        x += width + gap;
    }
}

} // namespace

std::vector<TopicRow> arranged(std::vector<TopicRow> rows, const TableOrder& order)
{
    std::erase_if(rows, [&order](const TopicRow& row) { return !has_in_it(row.topic, order.filter); });
    std::vector<std::pair<SortKey, TopicRow>> keyed;
    keyed.reserve(rows.size());
    for (const TopicRow& row : rows)
        keyed.emplace_back(key_of(row, order.column), row);
    std::sort(keyed.begin(), keyed.end(), [&order](const auto& one, const auto& other) {
        if (one.first == other.first)
            return one.second.topic < other.second.topic;
        return order.reversed ? other.first < one.first : one.first < other.first;
    });
    std::transform(keyed.begin(), keyed.end(), rows.begin(), [](const auto& each) { return each.second; });
    return rows;
}

void draw_table(Grid& grid, const std::vector<TopicRow>& rows, const TableOrder& order, std::size_t first)
{
    const auto begin = rows.begin() + static_cast<std::ptrdiff_t>(std::min(first, rows.size()));
    const auto count = std::min<std::ptrdiff_t>(rows.end() - begin, std::max(0, grid.height() - 1));
    const std::vector<TopicRow> seen(begin, begin + count);
    auto widths = widths_of(seen);
    fit(widths, grid.width());
    draw_head(grid, widths, order);
    int y = 1;
    for (const TopicRow& row : seen)
        draw_row(grid, y++, row, widths);
}

std::string table_text(const std::vector<TopicRow>& rows, const TableOrder& order, Charset charset)
{
    const auto widths = widths_of(rows);
    const int width = std::accumulate(widths.begin(), widths.end(), gap * (column_count - 1));
    Grid head_line(width, 1, charset);
    draw_head(head_line, widths, order);
    std::string text = head_line.text();
    for (const TopicRow& row : rows) {
        Grid line(width, 1, charset);
        draw_row(line, 0, row, widths);
        text += line.text();
    }
    return text;
}

} // namespace zws::peek
