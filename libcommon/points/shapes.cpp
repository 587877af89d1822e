// SPDX-License-Identifier: MIT
#include "libcommon/points/shapes.hpp"

#include "libcommon/points/forms.hpp"
#include "libcommon/points/number.hpp"
#include "libcommon/points/time.hpp"

#include <algorithm>
#include <string>

namespace zws::points {

namespace {

using Kind = JsonNode::Kind;

constexpr int deepest = 8;

bool is_array(const JsonNode& value)
{
    return value.is(Kind::array);
}

bool is_object(const JsonNode& value)
{
    return value.is(Kind::object);
}

bool all_of(const JsonNode& values, auto holds)
{
    return std::all_of(values.begin(), JsonNode::end(), holds);
}

} // namespace

void Shapes::extract(const JsonNode& value, std::string_view topic, double arrived, PointSink& sink)
{
    if (topic.size() > SeriesName::longest)
        return;
    sink_ = &sink;
    arrived_ = arrived;
    name_.begin(topic);
    alone_ = true;
    has_x_ = false;
    if (is_object(value))
        take_object(value);
    else if (is_array(value))
        take_array(value);
    else if (!value.is(Kind::null))
        take_value(value, arrived);
}

Shapes::Time Shapes::time_of(const JsonNode& object) const
{
    const auto* const member = time_member(object);
    const auto time = member == nullptr ? std::nullopt : seconds_of(*member);
    if (!time || (member->name == "x" && !is_near(time, arrived_)))
        return {arrived_, nullptr};
    return {*time, member};
}

void Shapes::take_array(const JsonNode& values)
{
    if (is_pair(values))
        take_value(*values.first->next, *seconds_of(*values.first));
    else if (values.size == 0)
        return;
    else if (all_of(values, is_array))
        take_table(values);
    else if (all_of(values, is_object))
        take_objects(values);
    else if (is_row(values, arrived_))
        take_row(values);
    else if (all_of(values, is_number_or_null))
        take_samples(values, arrived_);
}

void Shapes::take_table(const JsonNode& rows)
{
    if (is_table(rows, arrived_))
        take_rows(Transposed(rows).rows());
    else
        take_rows(rows);
}

void Shapes::take_rows(const JsonNode& rows)
{
    if (all_of(rows, is_pair))
        take_pairs(rows);
    else if (all_of(rows, [this](const JsonNode& row) { return is_row(row, arrived_); }))
        std::for_each(rows.begin(), JsonNode::end(), [this](const JsonNode& row) { take_row(row); });
}

void Shapes::take_pairs(const JsonNode& pairs)
{
    if (sweeps_.recognise(pairs, name_.topic(), arrived_))
        return take_sweep(pairs);
    for (const JsonNode& pair : pairs)
        take_value(*pair.first->next, *seconds_of(*pair.first));
}

void Shapes::take_row(const JsonNode& row)
{
    alone_ = row.size == 2;
    const double time = *seconds_of(*row.first);
    const auto size = name_.size();
    std::size_t column = 1;
    for (const auto* value = row.first->next; value != nullptr; value = value->next) {
        name_.add_index(column++);
        take_value(*value, time);
        name_.cut(size);
    }
}

/// Each is a message of its own where all have a time.
void Shapes::take_objects(const JsonNode& objects)
{
    if (all_of(objects, [this](const JsonNode& object) { return time_of(object).member != nullptr; })) {
        std::for_each(objects.begin(), JsonNode::end(),
                      [this](const JsonNode& object) { take_object(object); });
        return;
    }
    alone_ = false;
    take_named(objects, "", arrived_, 1);
}

void Shapes::take_object(const JsonNode& object)
{
    const Time time = time_of(object);
    alone_ = is_alone(object, time.member);
    has_x_ = object.find("x") != nullptr && (time.member == nullptr || time.member->name != "x");
    const auto* const level = object.find("level");
    const bool is_log = level != nullptr && level->is(Kind::number) && has_log_text(object);
    take_members(object, time, 1, is_log ? "level" : "");
}

void Shapes::take_members(const JsonNode& object, Time time, int depth, std::string_view but_for)
{
    const auto size = name_.size();
    for (const JsonNode& member : object) {
        if (&member == time.member || (!but_for.empty() && member.name == but_for))
            continue;
        name_.add(member.name);
        take_inside(member, time.seconds, depth);
        name_.cut(size);
    }
}

/// What stands under a name: a number, or more of them deeper inside.
void Shapes::take_inside(const JsonNode& value, double time, int depth, std::string_view but_for)
{
    if (name_.is_too_long())
        return;
    if (!is_object(value) && !is_array(value))
        return take_value(value, time);
    if (depth > deepest)
        return;
    if (is_array(value))
        return take_elements(value, time, depth);
    const Time own = time_of(value);
    name_.add("/");
    take_members(value, own.member == nullptr ? Time{time, nullptr} : own, depth + 1, but_for);
}

void Shapes::take_elements(const JsonNode& values, double time, int depth)
{
    if (values.size > longest_vector && all_of(values, is_number_or_null))
        return take_samples(values, time);
    take_named(values, "/", time, depth + 1);
}

/// Each element by a name in it, or by its place.
void Shapes::take_named(const JsonNode& values, std::string_view before, double time, int depth)
{
    const auto [label, names] = names_of(values);
    const auto size = name_.size();
    std::size_t place = 0;
    for (const JsonNode& value : values) {
        name_.add(before);
        if (label.empty())
            name_.add_index(place);
        else
            name_.add(names[place]);
        take_inside(value, time, depth, label);
        name_.cut(size);
        ++place;
    }
}

void Shapes::take_samples(const JsonNode& values, double time)
{
    const double step = sample_step(time, values.size);
    double left = values.size;
    for (const JsonNode& value : values)
        take_point(*number_of(value), time - --left * step);
}

void Shapes::take_sweep(const JsonNode& pairs)
{
    const double step = sample_step(arrived_, pairs.size);
    double left = pairs.size;
    for (const JsonNode& pair : pairs)
        take_point(*number_of(*pair.first->next), arrived_ - --left * step);
}

/// Between samples that are spread evenly up to `time`, over what has passed since the last ones of the same
/// path.
double Shapes::sample_step(double time, std::uint32_t count)
{
    std::string key(name_.topic());
    key += '\0';
    key += name_.path();
    const double before = last_samples_.exchange(key, time).value_or(time - 1);
    return std::max(0.0, time - before) / count;
}

/// What is not an object or an array.
void Shapes::take_value(const JsonNode& value, double time)
{
    if (value.is(Kind::boolean))
        sink_->boolean(name(), time, value.truth, arrived_);
    else if (const auto number = number_of(value))
        take_point(*number, time);
}

void Shapes::take_point(double value, double time)
{
    sink_->point(name(), time, value, arrived_);
}

std::string_view Shapes::name() const
{
    return name_.shown(alone_ || (name_.path() == "y" && !has_x_));
}

} // namespace zws::points
