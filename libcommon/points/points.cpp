// SPDX-License-Identifier: MIT
#include "libcommon/points/points.hpp"

#include "libcommon/json/json_events.hpp"
#include "libcommon/points/plain_text.hpp"
#include "libcommon/points/white_space.hpp"
#include "libcommon/text/character.hpp"

namespace zws::points {

namespace {

/// Topics that are not the same bytes are not the same text.
std::string with_bytes_shown(std::string_view topic)
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::string out;
    for (const char c : topic) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80)
            out += c;
        else
            out.append("\\x").append(1, digits[byte >> 4U]).append(1, digits[byte & 15U]);
    }
    return out;
}

} // namespace

void Points::extract(std::string_view payload, std::string_view topic, double arrived, PointSink& sink)
{
    if (!is_utf8(payload))
        return;
    if (payload.starts_with(byte_order_mark))
        payload.remove_prefix(byte_order_mark.size());
    if (payload.ends_with('\0')) // as strings of C
        payload.remove_suffix(1);
    if (!is_utf8(topic))
        topic = shown_topic_ = with_bytes_shown(topic);
    take_text(payload, topic, arrived, sink);
}

void Points::take_value(const JsonNode& value, std::string_view topic, double arrived, PointSink& sink)
{
    if (fields_.empty())
        shapes_.extract(value, topic, arrived, sink);
    else
        fields_.extract(value, topic, arrived, sink);
}

void Points::take_text(std::string_view text, std::string_view topic, double arrived, PointSink& sink)
{
    if (const auto* const value = tree_.read(text))
        return take_value(*value, topic, arrived, sink);
    auto plain = read_python(text, topic, tree_);
    if (plain.value == nullptr) {
        if (begins_as_json(trimmed(text)))
            return;
        plain = read_plain(text, topic, arrived, tree_);
    }
    if (plain.value != nullptr)
        take_value(*plain.value, plain.topic, arrived, sink);
}

} // namespace zws::points
