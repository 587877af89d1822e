// SPDX-License-Identifier: MIT
#include "tools/zfeed/columns.hpp"

#include "libcommon/json/json_string.hpp"
#include "libcommon/os/error.hpp"
#include "libcommon/text/character.hpp"
#include "libcommon/text/time_text.hpp"
#include "libcommon/text/unix_time.hpp"
#include "tools/zfeed/number_text.hpp"
#include "tools/zfeed/quantity.hpp"
#include "tools/zfeed/time_name.hpp"
#include "tools/zfeed/unix_seconds.hpp"

#include <algorithm>
#include <charconv>

namespace zws::feed {

namespace {

std::string counted(std::size_t count, const char* unit)
{
    return std::to_string(count) + ' ' + unit + (count == 1 ? "" : "s");
}

} // namespace

void Columns::name(const Fields& names)
{
    named_ = true;
    names_.clear();
    nameless_.clear();
    width_ = 0;
    auto count = names.size();
    while (count > 1 && names[count - 1].empty()) // a separator at the end of the line
        --count;
    for (const auto name : Fields(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(count))) {
        const std::string number = std::to_string(names_.size() + 1);
        nameless_.push_back(name.empty());
        std::string unique = !name.empty() && is_utf8(name) ? std::string(name) : 'y' + number;
        if (std::find(names_.begin(), names_.end(), unique) != names_.end())
            unique += '#' + number;
        names_.push_back(std::move(unique));
    }
}

std::string Columns::name_of(std::size_t column) const
{
    return named_ ? names_[column] : "y" + std::to_string(column + 1);
}

/// The index of a column by its name, else by its number.
std::size_t Columns::column(const std::string& wanted) const
{
    const auto found = std::find(names_.begin(), names_.end(), wanted);
    if (found != names_.end())
        return static_cast<std::size_t>(found - names_.begin());
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(wanted.data(), wanted.data() + wanted.size(), number);
    if (error == std::errc{} && end == wanted.data() + wanted.size() && number >= 1 && number <= width_)
        return number - 1;
    std::string known;
    for (const auto& name : names_)
        known += (known.empty() ? "" : ", ") + name;
    throw Error("column '" + wanted + "': not there; there " +
                (named_        ? "are " + known
                 : width_ == 1 ? "is 1"
                               : "are " + std::to_string(width_)));
}

/// Finds the columns of the time.
void Columns::choose_time(const Fields& row)
{
    time_chosen_ = !options_.x.empty();
    const auto found = time_chosen_ ? TimeColumns{column(options_.x), {}} : time_columns(names_, row);
    time_ = found.time;
    date_ = found.date;
}

/// Whether a column is not a member of its own, but the time in front of them, or the topic.
bool Columns::is_apart(std::size_t column) const
{
    return column == topic_column_ || column == date_ || (column == time_ && !time_in_place_);
}

/// Adds a member with a name that no other has.
void Columns::add_member(std::size_t column, const std::string& name, bool chosen)
{
    const bool taken = std::find(taken_.begin(), taken_.end(), name) != taken_.end();
    taken_.push_back(taken ? name + '#' + std::to_string(column + 1) : name);
    members_.push_back({column, json_member(taken_.back()), chosen, column == time_ && time_in_place_, {}});
}

/// Adds the members of the columns that were asked for; each of them once.
void Columns::choose_wanted()
{
    std::vector<std::size_t> columns;
    for (const auto& wanted : options_.y) {
        const std::size_t index = column(wanted);
        if (std::find(columns.begin(), columns.end(), index) == columns.end())
            columns.push_back(index);
    }
    taken_.emplace_back(columns.size() == 1 ? "x" : "t");
    for (const std::size_t index : columns)
        add_member(index, columns.size() == 1 ? "y" : name_of(index), true);
}

/// Adds the members of all columns but those that are apart.
void Columns::choose_all()
{
    std::vector<std::size_t> columns;
    for (std::size_t i = 0; i < width_; ++i) {
        if (!is_apart(i))
            columns.push_back(i);
    }
    const bool only = columns.size() == 1 && !named_;
    const bool y = only || std::find(names_.begin(), names_.end(), "y") != names_.end();
    if (!time_in_place_)
        taken_.emplace_back(y ? "x" : "t");
    for (const std::size_t i : columns)
        add_member(i, only ? "y" : name_of(i), false);
}

/// Chooses what rows like this one become.
void Columns::choose(const Fields& row)
{
    width_ = row.size();
    members_.clear();
    taken_.clear();
    topic_column_.reset();
    if (!options_.topic_from.empty())
        topic_column_ = column(options_.topic_from);
    choose_time(row);
    if (time_ == topic_column_ && !time_chosen_)
        time_.reset();
    time_in_place_ = time_ && !time_chosen_ && !date_ && options_.y.empty();
    if (options_.y.empty())
        choose_all();
    else
        choose_wanted();
    time_begin_ = json_member(taken_.empty() ? "" : taken_.front());
}

std::string Columns::not_a(const char* what, std::string_view field, std::size_t column) const
{
    return "column '" + name_of(column) + "': '" + std::string(field) + "' is not " + what;
}

/// Appends a time as Unix seconds; false where it is not understood.
bool Columns::append_time_value(std::string_view field)
{
    if (is_number(field))
        append_unix_number(payload_, field);
    else if (const auto time = parse_time_text(field))
        append_seconds(payload_, *time);
    else if (const auto number = plain_number(field, decimal_comma_))
        append_unix_number(payload_, *number);
    else
        return false;
    return true;
}

/// Appends the time that stands in front of the members; returns why it cannot be.
std::string Columns::append_time(const Fields& row, Sink& sink)
{
    payload_ += time_begin_;
    if (!time_) {
        append_unix_time(payload_, std::chrono::system_clock::now());
        return {};
    }
    std::string text(row[*time_]);
    if (date_)
        text = std::string(row[*date_]) + ' ' + text;
    if (append_time_value(text))
        return {};
    payload_ += "null";
    if (text.empty() || is_missing(text))
        return {};
    std::string why = not_a("a time in a known form", text, *time_);
    if (time_chosen_)
        return why;
    sink.remark(why);
    return {};
}

/// Appends a number with a unit, in the unit that the column began with; returns why it cannot be.
std::string Columns::append_quantity(const Quantity& quantity, Member& member)
{
    if (member.unit.empty())
        member.unit = quantity.unit;
    const auto factor = conversion(quantity.unit, member.unit);
    if (!factor)
        return "column '" + name_of(member.column) + "': in '" + std::string(quantity.unit) +
               "', but before in '" + member.unit + '\'';
    append_number(payload_, quantity.number, *factor);
    return {};
}

/// Appends a field that is not just a number; returns why it cannot be.
std::string Columns::append_other(std::string_view field, Member& member, Sink& sink)
{
    if (const auto number = plain_number(field, decimal_comma_)) {
        append_number(payload_, *number);
        return {};
    }
    if (member.time && append_time_value(field))
        return {};
    if (const auto quantity = parse_quantity(field, decimal_comma_); quantity && !member.time)
        return append_quantity(*quantity, member);
    if (is_missing(field)) {
        payload_ += "null";
        return {};
    }
    if (member.chosen)
        return not_a("a number", field, member.column);
    if (member.time)
        sink.remark(not_a("a time in a known form", field, member.column));
    append_json_bytes(payload_, field);
    return {};
}

std::string Columns::append_value(std::string_view field, Member& member, Sink& sink)
{
    if (field.empty())
        payload_ += "null";
    else if (is_number(field))
        append_number(payload_, field);
    else
        return append_other(field, member, sink);
    return {};
}

/// Appends all members; returns why one cannot be.
std::string Columns::append_members(const Fields& row, Sink& sink)
{
    payload_ = "{";
    if (!time_in_place_) {
        if (std::string why = append_time(row, sink); !why.empty())
            return why;
    }
    for (Member& member : members_) {
        const auto field = row[member.column];
        if (field.empty() && is_nameless(member.column))
            continue;
        payload_ += payload_.size() > 1 ? "," : "";
        payload_ += member.begin;
        if (std::string why = append_value(field, member, sink); !why.empty())
            return why;
    }
    payload_ += '}';
    return {};
}

/// Leaves out empty fields after the last name: many programs write a separator at the end of a line.
std::string Columns::fit(Fields& row) const
{
    const auto given = row.size();
    while (named_ && row.size() > names_.size() && row.back().empty())
        row.pop_back();
    if (!named_ || row.size() == names_.size())
        return {};
    return counted(given, "field") + ", but the columns have " + counted(names_.size(), "name");
}

void Columns::build(Fields& row, Sink& sink)
{
    if (const std::string why = fit(row); !why.empty())
        return sink.refuse(why, 0);
    if (width_ != row.size())
        choose(row);
    if (const std::string why = append_members(row, sink); !why.empty())
        return sink.refuse(why, 0);
    parsed_.frames.clear();
    if (topic_column_)
        parsed_.frames.push_back(row[*topic_column_]);
    else if (options_.topic)
        parsed_.frames.emplace_back(*options_.topic);
    parsed_.frames.emplace_back(payload_);
    sink.send(parsed_);
}

} // namespace zws::feed
