// SPDX-License-Identifier: MIT
#include "libcommon/points/table.hpp"

#include "libcommon/points/cells.hpp"
#include "libcommon/points/number.hpp"
#include "libcommon/points/time.hpp"
#include "libcommon/points/white_space.hpp"

#include <algorithm>
#include <vector>

namespace zws::points {

namespace {

using Kind = JsonNode::Kind;
using Row = std::vector<Cell>;

/// Calls `take` with each part between separators; ends with false where it does.
template <class Take>
bool split(std::string_view text, char separator, Take take)
{
    for (bool more = true; more;) {
        const auto end = text.find(separator);
        more = end != std::string_view::npos;
        if (!take(text.substr(0, end)))
            return false;
        text.remove_prefix(more ? end + 1 : text.size());
    }
    return true;
}

std::string_view without_quotes(std::string_view name)
{
    if (name.size() < 2 || !name.starts_with('"') || !name.ends_with('"'))
        return name;
    const auto inner = name.substr(1, name.size() - 2);
    for (std::size_t at = 0; at < inner.size(); ++at) {
        if (!is_in_line(inner, at))
            return name;
    }
    return inner;
}

/// Takes lines apart.
class Table {
public:
    /// False where they are no table.
    bool read(std::string_view text);
    void add_to(JsonTree& tree);

private:
    bool read_names(std::string_view header);
    bool read_row(std::string_view line);
    void add_object(const Row& row, JsonTree& tree) const;
    void add_columns(JsonTree& tree) const;

    char separator_ = ' ';
    std::vector<std::string_view> names_;
    std::vector<Row> rows_;
};

bool Table::read(std::string_view text)
{
    const auto end = text.find('\n');
    if (!read_names(text.substr(0, end)) || end == std::string_view::npos)
        return false;
    if (!split(text.substr(end + 1), '\n', [this](std::string_view line) { return read_row(line); }))
        return false;
    const bool has_times = std::all_of(rows_.begin(), rows_.end(),
                                       [](const Row& row) { return row[0].kind == Cell::Kind::time; });
    if (has_times && !has_time_name(names_))
        names_[0] = "time";
    return true;
}

bool Table::read_names(std::string_view header)
{
    separator_ = separator_in(header);
    return separator_ != ' ' && split(header, separator_, [this](std::string_view cell) {
               names_.push_back(without_quotes(trimmed(cell)));
               return !names_.back().empty() && !number_of_text(names_.back());
           });
}

bool Table::read_row(std::string_view line)
{
    if (rows_.size() * names_.size() > JsonTree::most_values / 2)
        return false;
    Row row;
    const bool good = split(line, separator_, [this, &row](std::string_view text) {
        const auto cell = cell_of(text, separator_, row.empty());
        row.push_back(cell.value_or(Cell()));
        return cell && row.size() <= names_.size();
    });
    rows_.push_back(std::move(row));
    return good && rows_.back().size() == names_.size();
}

void Table::add_to(JsonTree& tree)
{
    if (rows_.size() == 1)
        return add_object(rows_[0], tree);
    if (!has_time_name(names_))
        return add_columns(tree);
    tree.begin(Kind::array);
    for (const Row& row : rows_)
        add_object(row, tree);
    tree.end();
}

void Table::add_object(const Row& row, JsonTree& tree) const
{
    tree.begin(Kind::object);
    for (std::size_t i = 0; i < row.size(); ++i) {
        tree.name(names_[i]);
        add_cell(row[i], tree);
    }
    tree.end();
}

void Table::add_columns(JsonTree& tree) const
{
    tree.begin(Kind::object);
    for (std::size_t i = 0; i < names_.size(); ++i) {
        tree.name(names_[i]);
        tree.begin(Kind::array);
        for (const Row& row : rows_)
            add_cell(row[i], tree);
        tree.end();
    }
    tree.end();
}

} // namespace

const JsonNode* read_table(std::string_view text, JsonTree& tree)
{
    Table table;
    if (!table.read(text))
        return nullptr;
    tree.clear();
    table.add_to(tree);
    return tree.root();
}

} // namespace zws::points
