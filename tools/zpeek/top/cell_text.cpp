// SPDX-License-Identifier: MIT
#include "tools/zpeek/top/cell_text.hpp"

#include "libcommon/cli/log.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace zws::peek {

namespace {

struct CountUnit {
    double size;
    const char* name;
};

std::string fixed(double number, int decimals)
{
    std::array<char, 64> text{};
    const auto end =
        std::to_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed, decimals).ptr;
    return {text.data(), end};
}

int decimals_of(double number)
{
    return number < 9.995 ? 2 : number < 99.95 ? 1 : 0;
}

} // namespace

std::string short_number(double number)
{
    constexpr std::array<CountUnit, 5> units{{{1e12, "T"}, {1e9, "G"}, {1e6, "M"}, {1e3, "k"}, {1, ""}}};
    if (number == 0)
        return "0";
    if (number < 0.9995)
        return fixed(number, 3);
    const auto* const unit = std::find_if(units.begin(), units.end() - 1, [number](const CountUnit& each) {
        return number >= each.size * 0.9995;
    });
    return fixed(number / unit->size, decimals_of(number / unit->size)) + unit->name;
}

std::string short_age(double seconds)
{
    constexpr std::array<CountUnit, 3> units{{{86'400, "d"}, {3600, "h"}, {60, "m"}}};
    if (seconds < 9.95)
        return fixed(seconds, 1) + 's';
    const auto* const unit = std::find_if(
        units.begin(), units.end(), [seconds](const CountUnit& each) { return seconds >= each.size * 2; });
    return unit == units.end() ? fixed(seconds, 0) + 's' : fixed(seconds / unit->size, 0) + unit->name;
}

std::string on_one_line(std::string_view bytes)
{
    std::string line;
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        if (bytes[at] != '\n' && bytes[at] != '\r') {
            line += bytes[at];
            continue;
        }
        at = std::min(bytes.find_first_not_of(" \t\r\n", at), bytes.size()) - 1;
        if (!line.empty() && !line.ends_with(' ') && at + 1 < bytes.size())
            line += ' ';
    }
    return line;
}

std::string cell_text(const TopicRow& row, TableColumn column)
{
    switch (column) {
    case TableColumn::topic:
        return row.topic.empty() ? "(no topic)" : std::string(row.topic);
    case TableColumn::rate:
        return short_number(row.rate);
    case TableColumn::bandwidth:
        return short_number(row.bandwidth);
    case TableColumn::size:
        return short_number(row.size);
    case TableColumn::messages:
        return std::to_string(row.messages);
    case TableColumn::age:
        return short_age(row.age);
    case TableColumn::lost:
        return row.lost ? std::to_string(*row.lost) : "-";
    case TableColumn::last:
        return on_one_line(row.last);
    }
    return "";
}

} // namespace zws::peek
