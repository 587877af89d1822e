// SPDX-License-Identifier: MIT
#include "libcommon/points/forms.hpp"

#include "libcommon/points/number.hpp"
#include "libcommon/points/time.hpp"
#include "libcommon/text/character.hpp"

#include <algorithm>
#include <array>

namespace zws::points {

namespace {

using Kind = JsonNode::Kind;

/// A date, or a number that is a time near `arrived`.
bool is_time(const JsonNode& value, double arrived)
{
    if (value.is(Kind::text) && !number_of_text(value.text))
        return seconds_of(value.text).has_value();
    return is_near(seconds_of(value), arrived);
}

bool all_of(JsonNode::Iterator from, auto holds)
{
    return std::all_of(from, JsonNode::end(), holds);
}

/// The text or the number in a member, by which an element is told from others; nullptr: none.
const JsonNode* label_in(const JsonNode& value, std::string_view label)
{
    const auto* const member = value.is(Kind::object) ? value.find(label) : nullptr;
    return member != nullptr && may_be_time(*member) ? member : nullptr;
}

bool are_different(const std::vector<std::string>& names)
{
    std::vector<std::string_view> sorted(names.begin(), names.end());
    std::sort(sorted.begin(), sorted.end());
    return std::adjacent_find(sorted.begin(), sorted.end()) == sorted.end();
}

} // namespace

bool is_number_or_null(const JsonNode& value)
{
    return value.is(Kind::number) || value.is(Kind::null);
}

bool is_pair(const JsonNode& values)
{
    return values.size == 2 && seconds_of(*values.first) && number_of(*values.first->next);
}

bool is_row(const JsonNode& values, double arrived)
{
    if (values.size < 2 || !is_time(*values.first, arrived))
        return false;
    const JsonNode::Iterator second(values.first->next);
    return all_of(second, [](const JsonNode& value) { return number_of(value).has_value(); }) &&
           !all_of(second, [arrived](const JsonNode& value) { return is_near(number_of(value), arrived); });
}

bool is_table(const JsonNode& columns, double arrived)
{
    if (columns.size < 2 || columns.first->size == 0)
        return false;
    const auto size = columns.first->size;
    return all_of(columns.first->begin(),
                  [arrived](const JsonNode& value) { return is_time(value, arrived); }) &&
           all_of(JsonNode::Iterator(columns.first->next), [=](const JsonNode& column) {
               return column.size == size && !is_near(seconds_of(*column.first), arrived);
           });
}

bool is_alone(const JsonNode& object, const JsonNode* time_member)
{
    std::size_t numbers = 0;
    bool booleans = false;
    bool texts = false;
    for (const JsonNode& value : object) {
        if (&value == time_member)
            continue;
        if (value.is(Kind::text) && !number_of_text(value.text))
            texts = true;
        else
            numbers += value.is(Kind::object) || value.is(Kind::array) ? 2 : 1;
        booleans = booleans || value.is(Kind::boolean);
    }
    return numbers == 1 && !(booleans && texts);
}

bool has_log_text(const JsonNode& object)
{
    constexpr std::array<std::string_view, 4> names{"msg", "message", "text", "log"};
    return std::any_of(object.begin(), JsonNode::end(), [&](const JsonNode& member) {
        return member.is(Kind::text) && std::any_of(names.begin(), names.end(), [&](std::string_view name) {
                   return equal_but_for_case(member.name, name);
               });
    });
}

ElementNames names_of(const JsonNode& values)
{
    constexpr std::array<std::string_view, 9> labels{"name",   "id",     "key",     "label", "host",
                                                     "device", "sensor", "channel", "topic"};
    const auto* const label = std::find_if(labels.begin(), labels.end(), [&](std::string_view name) {
        return all_of(values.begin(),
                      [&](const JsonNode& value) { return label_in(value, name) != nullptr; });
    });
    if (label == labels.end())
        return {};
    ElementNames found{*label, {}};
    for (const JsonNode& value : values) {
        const auto& name = *label_in(value, *label);
        found.names.push_back(name.is(Kind::text) ? std::string(name.text) : shown_as_in_script(name.number));
    }
    return are_different(found.names) ? found : ElementNames();
}

Transposed::Transposed(const JsonNode& columns)
{
    const std::size_t count = columns.first->size;
    rows_.resize(1 + count);
    cells_.resize(count * columns.size);
    std::size_t column = 0;
    for (const JsonNode& values : columns) {
        std::size_t row = 0;
        for (const JsonNode& value : values) {
            auto& cell = cells_[row * columns.size + column];
            cell = value;
            cell.next = column + 1 < columns.size ? &cell + 1 : nullptr;
            ++row;
        }
        ++column;
    }
    for (std::size_t row = 0; row < count; ++row) {
        rows_[row + 1].kind = Kind::array;
        rows_[row + 1].size = columns.size;
        rows_[row + 1].first = &cells_[row * columns.size];
        rows_[row + 1].next = row + 1 < count ? &rows_[row + 2] : nullptr;
    }
    rows_.front().kind = Kind::array;
    rows_.front().size = static_cast<std::uint32_t>(count);
    rows_.front().first = &rows_[1];
}

} // namespace zws::points
