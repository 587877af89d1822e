// SPDX-License-Identifier: MIT
#include "tools/zfeed/columns.hpp"

#include "libcommon/error.hpp"
#include "libcommon/json_string.hpp"
#include "libcommon/unix_time.hpp"
#include "libcommon/utf8.hpp"
#include "tools/zfeed/number_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace zws::feed {

namespace {

std::string counted(std::size_t count, const char* unit)
{
    return std::to_string(count) + ' ' + unit + (count == 1 ? "" : "s");
}

std::string member(const std::string& name)
{
    std::string out;
    append_json_bytes(out, name);
    return out + ':';
}

} // namespace

void Columns::name(const Fields& names)
{
    named_ = true;
    names_.clear();
    width_ = 0;
    for (const auto name : names) {
        std::string unique(is_utf8(name) ? name : "");
        if (unique.empty() || std::find(names_.begin(), names_.end(), unique) != names_.end())
            unique += '#' + std::to_string(names_.size() + 1);
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

bool Columns::has_time() const
{
    constexpr std::array<std::string_view, 4> times{"x", "t", "time", "ts"};
    return std::any_of(names_.begin(), names_.end(), [&](const std::string& name) {
        return std::find(times.begin(), times.end(), name) != times.end();
    });
}

/// Chooses what rows of `width` fields become.
void Columns::choose(std::size_t width)
{
    width_ = width;
    members_.clear();
    topic_column_.reset();
    if (!options_.topic_from.empty())
        topic_column_ = column(options_.topic_from);
    std::optional<std::size_t> x;
    if (!options_.x.empty())
        members_.push_back({*(x = column(options_.x)), "\"x\":", true});
    for (const auto& wanted : options_.y) {
        const std::size_t y = column(wanted);
        members_.push_back({y, options_.y.size() == 1 ? "\"y\":" : member(name_of(y)), true});
    }
    const std::size_t others = width - (x ? 1 : 0) - (topic_column_ ? 1 : 0);
    for (std::size_t i = 0; i < width && options_.y.empty(); ++i) {
        if (i != x && i != topic_column_)
            members_.push_back({i, others == 1 && !named_ ? "\"y\":" : member(name_of(i))});
    }
    stamped_ = !x && (!options_.y.empty() || !has_time());
}

/// Appends a field to the payload; returns why it cannot be.
std::string Columns::append_value(std::string_view field, const Member& member)
{
    if (field.empty())
        payload_ += "null";
    else if (is_number(field))
        append_number(payload_, field);
    else if (member.chosen)
        return "column '" + name_of(member.column) + "': '" + std::string(field) + "' is no number";
    else
        append_json_bytes(payload_, field);
    return {};
}

std::string Columns::build(const Fields& row, Parsed& parsed)
{
    if (named_ && row.size() != names_.size())
        return counted(row.size(), "field") + ", but the columns have " + counted(names_.size(), "name");
    if (width_ != row.size())
        choose(row.size());
    payload_ = "{";
    if (stamped_) {
        payload_ += "\"x\":";
        append_unix_time(payload_, std::chrono::system_clock::now());
    }
    for (const Member& member : members_) {
        payload_ += payload_.size() > 1 ? "," : "";
        payload_ += member.begin;
        if (std::string why = append_value(row[member.column], member); !why.empty())
            return why;
    }
    payload_ += '}';
    parsed.frames.clear();
    if (topic_column_)
        parsed.frames.push_back(row[*topic_column_]);
    else if (options_.topic)
        parsed.frames.emplace_back(*options_.topic);
    parsed.frames.emplace_back(payload_);
    return {};
}

} // namespace zws::feed
