// SPDX-License-Identifier: MIT
#include "tools/zpeek/fields/fields.hpp"

#include "libcommon/json/pointer.hpp"
#include "libcommon/points/forms.hpp"

#include <algorithm>
#include <cmath>

namespace zws::peek {

namespace {

/// A name as a part of a pointer has it (RFC 6901 section 4).
void append_part(std::string& pointer, std::string_view name)
{
    pointer += '/';
    for (const char c : name) {
        if (c == '~')
            pointer += "~0";
        else if (c == '/')
            pointer += "~1";
        else
            pointer += c;
    }
}

bool is_whole_number(std::string_view text)
{
    return !text.empty() && text.find_first_not_of("-0123456789") == std::string_view::npos;
}

} // namespace

void Fields::add(const JsonNode& payload, std::string_view json, const FieldOrigin& origin)
{
    pointer_.clear();
    json_ = json;
    origin_ = origin;
    walk(payload, 0);
}

const Field* Fields::find(std::string_view pointer) const
{
    const auto known = by_pointer_.find(pointer);
    return known == by_pointer_.end() ? nullptr : known->second;
}

Field* Fields::field()
{
    if (const auto known = by_pointer_.find(pointer_); known != by_pointer_.end())
        return known->second;
    if (fields_.size() == most) {
        ++passed_over_;
        return nullptr;
    }
    fields_.emplace_back(pointer_);
    by_pointer_.emplace(pointer_, &fields_.back());
    return &fields_.back();
}

void Fields::walk(const JsonNode& value, int depth)
{
    const bool inside = value.is(JsonNode::Kind::array) || value.is(JsonNode::Kind::object);
    if (!inside || value.size == 0) {
        if (Field* const found = field())
            found->add(value, digits_of(value), origin_.arrived, origin_.connection);
        return;
    }
    if (depth == deepest) {
        ++passed_over_;
        return;
    }
    if (value.is(JsonNode::Kind::array))
        return walk_array(value, depth);
    for (const JsonNode& member : value)
        walk_at(member, member.name, depth);
}

void Fields::walk_array(const JsonNode& values, int depth)
{
    if (values.size > most_elements &&
        std::all_of(values.begin(), JsonNode::end(), points::is_number_or_null)) {
        if (Field* const found = field())
            found->add_samples(values);
        return;
    }
    unsigned place = 0;
    for (const JsonNode& value : values) {
        if (place == most_elements) {
            ++passed_over_;
            return;
        }
        walk_at(value, std::to_string(place++), depth);
    }
}

void Fields::walk_at(const JsonNode& value, std::string_view name, int depth)
{
    constexpr std::size_t longest = 1024; // bytes of a pointer
    const auto size = pointer_.size();
    append_part(pointer_, name);
    if (pointer_.size() <= longest)
        walk(value, depth + 1);
    else
        ++passed_over_;
    pointer_.resize(size);
}

/// Those of a whole number beyond 2^53, as they stand in the text, as long as it is worth the time.
std::string Fields::digits_of(const JsonNode& value)
{
    constexpr double first_rounded = 9007199254740992;            // 2^53
    constexpr std::size_t most_searched = std::size_t{64} << 20U; // bytes
    if (!value.is(JsonNode::Kind::number) || std::abs(value.number) < first_rounded)
        return "";
    if (!value.text.empty()) // of plain text
        return is_whole_number(value.text) ? std::string(value.text) : "";
    if (json_.empty() || searched_ > most_searched)
        return "";
    searched_ += json_.size();
    const auto found = Pointer(pointer_).find(json_);
    return found && is_whole_number(*found) ? std::string(*found) : "";
}

} // namespace zws::peek
