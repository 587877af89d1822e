// SPDX-License-Identifier: MIT
#include "libcommon/points/fields.hpp"

#include "libcommon/points/number.hpp"
#include "libcommon/points/time.hpp"

#include <charconv>
#include <cstdint>
#include <string>
#include <system_error>

namespace zws::points {

namespace {

using Kind = JsonNode::Kind;

const JsonNode* element(const JsonNode& values, std::string_view index)
{
    std::uint32_t left = 0;
    const char* const end = index.data() + index.size();
    const auto parsed = std::from_chars(index.data(), end, left);
    const bool is_index =
        parsed.ec == std::errc() && parsed.ptr == end && (index.size() == 1 || index[0] != '0');
    const JsonNode* value = is_index ? values.first : nullptr;
    for (; value != nullptr && left > 0; --left)
        value = value->next;
    return value;
}

/// nullptr: there is none.
const JsonNode* value_at(const JsonNode& root, const Pointer& pointer)
{
    const JsonNode* value = &root;
    for (const auto& name : pointer.path()) {
        if (value != nullptr)
            value = value->is(Kind::object)  ? value->find(name)
                    : value->is(Kind::array) ? element(*value, name)
                                             : nullptr;
    }
    return value;
}

/// What was chosen stands for y: beside it an x is the time.
const JsonNode* time_beside_fields(const JsonNode& object)
{
    if (const auto* const member = time_member(object))
        return member;
    const auto* const x = object.find("x");
    return x != nullptr && may_be_time(*x) ? x : nullptr;
}

double time_of(const JsonNode& value, double arrived)
{
    const auto* const member = value.is(Kind::object) ? time_beside_fields(value) : nullptr;
    const auto time = member == nullptr ? std::nullopt : seconds_of(*member);
    return !time || (member->name == "x" && !is_near(time, arrived)) ? arrived : *time;
}

} // namespace

void PointFields::extract(const JsonNode& value, std::string_view topic, double arrived, PointSink& sink)
{
    if (topic.size() > SeriesName::longest)
        return;
    const double time = time_of(value, arrived);
    name_.begin(topic);
    const auto size = name_.size();
    for (const auto& pointer : pointers_) {
        const auto* const found = value_at(value, pointer);
        if (found == nullptr)
            continue;
        name_.add(pointer.text());
        const auto name = name_.shown(pointers_.size() == 1);
        if (found->is(Kind::boolean))
            sink.boolean(name, time, found->truth, arrived);
        else if (const auto number = number_of(*found))
            sink.point(name, time, *number, arrived);
        name_.cut(size);
    }
}

} // namespace zws::points
