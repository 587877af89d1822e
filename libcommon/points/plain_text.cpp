// SPDX-License-Identifier: MIT
#include "libcommon/points/plain_text.hpp"

#include "libcommon/points/cells.hpp"
#include "libcommon/points/influx.hpp"
#include "libcommon/points/number.hpp"
#include "libcommon/points/pairs.hpp"
#include "libcommon/points/python.hpp"
#include "libcommon/points/quantity.hpp"
#include "libcommon/points/table.hpp"
#include "libcommon/points/time.hpp"
#include "libcommon/points/white_space.hpp"

#include <algorithm>
#include <vector>

namespace zws::points {

namespace {

/// As many numbers as the page takes for a waveform.
constexpr std::size_t least_samples = 64;

const JsonNode* read_number(std::string_view line, JsonTree& tree)
{
    const auto number = number_of_text(line);
    if (!number)
        return nullptr;
    tree.clear();
    tree.add_number(*number, line);
    return tree.root();
}

const JsonNode* read_measured(std::string_view line, JsonTree& tree)
{
    const auto found = quantity_of(line);
    if (!found)
        return nullptr;
    tree.clear();
    tree.begin(JsonNode::Kind::object);
    tree.name(tree.keep(named_in_unit("value", found->unit)));
    tree.add_number(found->value);
    tree.end();
    return tree.root();
}

/// Cells of a line; false where one is not a number, and not a time in front.
class Cells {
public:
    bool read(std::string_view line);

    const std::vector<Cell>& all() const { return cells_; }
    bool has_blanks() const { return separator_ == ' '; }

private:
    bool are_gaps() const;

    char separator_ = ' ';
    std::vector<Cell> cells_;
};

bool Cells::read(std::string_view line)
{
    separator_ = separator_in(line);
    while (cells_.size() < JsonTree::most_values) {
        const auto end = std::min(line.find(separator_), line.size());
        const auto cell = cell_of(line.substr(0, end), separator_, cells_.empty());
        if (!cell)
            return false;
        cells_.push_back(*cell);
        if (end == line.size())
            return cells_.size() > 1 && !are_gaps();
        line.remove_prefix(end + 1);
        if (has_blanks())
            line.remove_prefix(line.find_first_not_of(' '));
    }
    return false;
}

bool Cells::are_gaps() const
{
    return std::all_of(cells_.begin(), cells_.end(),
                       [](const Cell& cell) { return cell.kind == Cell::Kind::gap; });
}

/// An array where the first is a time, or there are many; else an object of columns from 0 on.
const JsonNode* tree_of(const std::vector<Cell>& cells, bool as_array, JsonTree& tree)
{
    tree.clear();
    tree.begin(as_array ? JsonNode::Kind::array : JsonNode::Kind::object);
    std::size_t place = 0;
    for (const Cell& cell : cells) {
        if (!as_array)
            tree.name(tree.keep(std::to_string(place++)));
        add_cell(cell, tree);
    }
    tree.end();
    return tree.root();
}

const JsonNode* read_columns(std::string_view line, bool has_topic, double arrived, JsonTree& tree)
{
    Cells found;
    if (!found.read(line))
        return nullptr;
    const auto& cells = found.all();
    const Cell& first = cells.front();
    const bool timed = first.kind == Cell::Kind::time ||
                       (first.kind == Cell::Kind::number && is_near(seconds_of(first.number), arrived));
    if (!timed && found.has_blanks() && cells.size() == 2) {
        if (!has_topic)
            return nullptr;
        if (is_near(seconds_of(cells[1].number), arrived)) // as Graphite has them
            return tree_of({cells[1], cells[0]}, true, tree);
    }
    return tree_of(cells, timed || cells.size() >= least_samples, tree);
}

/// An object after a time, or pairs.
PlainText read_after_time(std::string_view time, std::string_view rest, JsonTree& tree)
{
    if (!rest.starts_with('{'))
        return {read_pairs(rest, true, tree, time), {}, nullptr};
    auto json = std::make_unique<std::string>("{\"time\":\"");
    json->append(time).append("\",").append(rest.substr(1));
    const auto* const value = tree.read(*json);
    return {value, {}, std::move(json)};
}

/// After a time, which is one word or two. A time of day without its date says nothing.
PlainText read_timed(std::string_view line, double arrived, JsonTree& tree)
{
    auto end = std::min(line.find(' '), line.size());
    if (is_time_of_day(line.substr(0, end)))
        return {read_pairs(line.substr(end), true, tree), {}, nullptr};
    for (int words = 1; words <= 2; ++words) {
        const auto time = line.substr(0, end);
        if (is_time_word(time, arrived)) {
            if (auto found = read_after_time(time, trimmed(line.substr(end)), tree); found.value != nullptr)
                return found;
        }
        end = std::min(line.find(' ', std::min(end + 1, line.size())), line.size());
    }
    return {};
}

PlainText read_line(std::string_view line, std::string_view topic, double arrived, JsonTree& tree,
                    bool needs_number);

/// "temp 21.5", "temp: 21.5", "cpu {"load":1}"
PlainText read_after_topic(std::string_view line, double arrived, JsonTree& tree)
{
    const auto blank = line.find(' ');
    if (blank == std::string_view::npos || is_moment(line.substr(0, blank)))
        return {};
    auto topic = line.substr(0, blank);
    if (topic.size() > 1 && (topic.ends_with(':') || topic.ends_with('=')))
        topic.remove_suffix(1);
    const auto after = trimmed(line.substr(blank + 1));
    if (const auto* const value = tree.read(after))
        return {value, std::string(topic), nullptr};
    if (auto python = read_python(after, topic, tree); python.value != nullptr)
        return python;
    return begins_as_json(after) ? PlainText() : read_line(after, topic, arrived, tree, true);
}

/// The forms of a line, which is trimmed.
PlainText read_line(std::string_view line, std::string_view topic, double arrived, JsonTree& tree,
                    bool needs_number)
{
    const auto* value = read_number(line, tree);
    if (value == nullptr)
        value = read_measured(line, tree);
    if (value == nullptr)
        value = read_pairs(line, needs_number, tree);
    if (value == nullptr) {
        if (auto timed = read_timed(line, arrived, tree); timed.value != nullptr) {
            timed.topic = topic;
            return timed;
        }
        value = read_columns(line, !topic.empty(), arrived, tree);
    }
    if (value != nullptr)
        return {value, std::string(topic), nullptr};
    if (auto found = read_influx(line, tree); found.value != nullptr)
        return {found.value, topic.empty() ? found.name : std::string(topic) + ' ' + found.name, nullptr};
    return topic.empty() ? read_after_topic(line, arrived, tree) : PlainText();
}

PlainText read_lines(std::string_view text, std::string_view topic, JsonTree& tree)
{
    const auto* value = read_pairs(text, true, tree);
    if (value == nullptr)
        value = read_table(text, tree);
    return {value, std::string(topic), nullptr};
}

} // namespace

bool begins_as_json(std::string_view text)
{
    return text.starts_with('{') || text.starts_with('[') || text.starts_with('"');
}

PlainText read_plain(std::string_view text, std::string_view topic, double arrived, JsonTree& tree)
{
    const auto line = trimmed(text);
    if (line.empty())
        return {};
    if (line.find('\n') != std::string_view::npos)
        return read_lines(line, topic, tree);
    return read_line(line, topic, arrived, tree, false);
}

PlainText read_python(std::string_view text, std::string_view topic, JsonTree& tree)
{
    auto json = json_of_python(text);
    if (!json)
        return {};
    auto kept = std::make_unique<std::string>(std::move(*json));
    const auto* const value = tree.read(*kept);
    return {value, std::string(topic), std::move(kept)};
}

} // namespace zws::points
