// SPDX-License-Identifier: MIT
#include "tools/zpeek/fields/field.hpp"

#include "libcommon/json/json_string.hpp"
#include "libcommon/points/number.hpp"
#include "libcommon/points/time.hpp"
#include "libcommon/text/character.hpp"

#include <algorithm>
#include <cmath>

namespace zws::peek {

namespace {

constexpr std::size_t longest_example = 60; // bytes of a text

std::string shown(double value, std::string_view digits)
{
    return digits.empty() ? points::shown_as_in_script(value) : std::string(digits);
}

/// Whole numbers that are the same as doubles differ in their digits.
bool is_less(double one, std::string_view digits, double other, std::string_view other_digits)
{
    if (one != other || digits.empty() || other_digits.empty() || digits.size() != other_digits.size())
        return one < other;
    return one < 0 ? digits > other_digits : digits < other_digits;
}

std::string shown_text(std::string_view text)
{
    const bool cut = text.size() > longest_example;
    const auto part = text.substr(0, longest_example);
    std::string json;
    append_json_string(json, std::string(part.substr(0, utf8_prefix(part))) + (cut ? "..." : ""));
    return json;
}

std::string shown(const JsonNode& value, std::string_view digits)
{
    using Kind = JsonNode::Kind;
    switch (value.kind) {
    case Kind::null:
        return "null";
    case Kind::boolean:
        return value.truth ? "true" : "false";
    case Kind::number:
        return std::isfinite(value.number) ? shown(value.number, digits) : "null";
    case Kind::text:
        return shown_text(value.text);
    case Kind::array:
        return "[]";
    case Kind::object:
        return "{}";
    }
    return "null";
}

} // namespace

void Field::add(const JsonNode& value, std::string_view digits, double arrived, int connection)
{
    ++count_;
    ++kinds_[static_cast<unsigned>(value.kind)];
    if (example_.empty())
        example_ = shown(value, digits);
    if (value.is(JsonNode::Kind::number) && std::isfinite(value.number)) {
        take_number(value.number, digits);
        observed_.push_back({arrived, value.number, connection});
    } else if (value.is(JsonNode::Kind::text)) {
        take_text(value.text, arrived, connection);
    }
}

void Field::take_text(std::string_view value, double arrived, int connection)
{
    if (const auto digits = points::number_of_text(value)) {
        observed_.push_back({arrived, *digits, connection});
    } else if (const auto seconds = points::seconds_of(value)) {
        ++dates_;
        observed_.push_back({arrived, *seconds, connection});
    }
}

void Field::add_samples(const JsonNode& values)
{
    ++count_;
    ++kinds_[array];
    samples_ = std::max<std::size_t>(samples_, values.size);
    for (const JsonNode& value : values) {
        if (value.is(JsonNode::Kind::number) && std::isfinite(value.number))
            take_number(value.number, {});
    }
    if (example_.empty())
        example_ = '[' + shown(*values.first, {}) + ",...]";
}

void Field::take_number(double value, std::string_view digits)
{
    whole_ = whole_ && value >= 0 && std::floor(value) == value;
    if (least_.digits.empty() || is_less(value, digits, least_.number, least_.digits))
        least_ = {value, shown(value, digits)};
    if (greatest_.digits.empty() || is_less(greatest_.number, greatest_.digits, value, digits))
        greatest_ = {value, shown(value, digits)};
}

std::string Field::type() const
{
    constexpr std::array<std::string_view, kind_count> names{"null", "boolean", "number",
                                                             "text", "array",   "object"};
    std::string types;
    for (unsigned kind = 0; kind < kind_count; ++kind) {
        if (kinds_[kind] == 0)
            continue;
        types += types.empty() ? "" : " or ";
        types += kind == array && samples_ > 0  ? "array of " + std::to_string(samples_) + " numbers"
                 : kind == number && is_whole() ? "integer"
                                                : std::string(names[kind]);
    }
    return types;
}

} // namespace zws::peek
