// SPDX-License-Identifier: MIT
#include "tools/zpeek/fields/page_time.hpp"

#include "libcommon/points/forms.hpp"
#include "libcommon/points/time.hpp"

#include <algorithm>

namespace zws::peek {

namespace {

using Kind = JsonNode::Kind;

std::optional<std::string> in_object(const JsonNode& object, double arrived)
{
    const auto* const member = points::time_member(object);
    const auto time = member == nullptr ? std::nullopt : points::seconds_of(*member);
    if (!time || (member->name == "x" && !points::is_near(time, arrived)))
        return std::nullopt;
    return '/' + std::string(member->name);
}

/// Members that are objects may each have a time of their own: the first one has to do.
std::optional<std::string> in_members(const JsonNode& object, double arrived)
{
    for (const JsonNode& member : object) {
        const bool plain = member.name.find_first_of("~/") == std::string_view::npos;
        const auto inside = member.is(Kind::object) && plain ? in_object(member, arrived) : std::nullopt;
        if (inside)
            return '/' + std::string(member.name) + *inside;
    }
    return std::nullopt;
}

bool all_of(const JsonNode& values, auto holds)
{
    return std::all_of(values.begin(), JsonNode::end(), holds);
}

std::optional<std::string> in_array(const JsonNode& values, double arrived)
{
    const auto is_row = [arrived](const JsonNode& row) {
        return row.is(Kind::array) && (points::is_pair(row) || points::is_row(row, arrived));
    };
    if (values.size == 0)
        return std::nullopt;
    if (points::is_pair(values) || points::is_row(values, arrived))
        return "/0";
    if (all_of(values, [](const JsonNode& value) { return value.is(Kind::array); }))
        return all_of(values, is_row) || points::is_table(values, arrived)
                   ? std::optional<std::string>("/0/0")
                   : std::nullopt;
    if (!values.first->is(Kind::object))
        return std::nullopt;
    const auto inside = in_object(*values.first, arrived);
    return inside ? std::optional("/0" + *inside) : std::nullopt;
}

} // namespace

std::optional<std::string> page_time(const JsonNode& payload, double arrived)
{
    if (payload.is(Kind::array))
        return in_array(payload, arrived);
    if (!payload.is(Kind::object))
        return std::nullopt;
    const auto own = in_object(payload, arrived);
    return own ? own : in_members(payload, arrived);
}

} // namespace zws::peek
