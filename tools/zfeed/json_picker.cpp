// SPDX-License-Identifier: MIT
#include "tools/zfeed/json_picker.hpp"

#include "libcommon/json/json_pointer.hpp"
#include "libcommon/json/json_string.hpp"
#include "libcommon/text/time_text.hpp"
#include "libcommon/text/unix_time.hpp"
#include "tools/zfeed/number_text.hpp"
#include "tools/zfeed/quantity.hpp"
#include "tools/zfeed/time_name.hpp"
#include "tools/zfeed/unix_seconds.hpp"

#include <algorithm>

namespace zws::feed {

namespace {

/// The last part of a pointer; the whole pointer where another has the same part, or it is one of the time's
/// names.
std::vector<std::string> names_of(const std::vector<std::string>& pointers)
{
    std::vector<std::string> parts;
    for (const auto& pointer : pointers) {
        const nlohmann::json::json_pointer parsed(pointer);
        parts.push_back(parsed.empty() ? pointer : parsed.back());
    }
    std::vector<std::string> out;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const bool alone = std::count(parts.begin(), parts.end(), parts[i]) == 1;
        out.push_back(alone && parts[i] != "x" && parts[i] != "t" ? parts[i] : pointers[i]);
    }
    return out;
}

/// `pointers` without those that come again.
std::vector<std::string> distinct(const std::vector<std::string>& pointers)
{
    std::vector<std::string> out;
    for (const auto& pointer : pointers) {
        if (std::find(out.begin(), out.end(), pointer) == out.end())
            out.push_back(pointer);
    }
    return out;
}

/// The member that is the time by its name.
const nlohmann::json* find_time(const nlohmann::json& value)
{
    if (!value.is_object())
        return nullptr;
    std::vector<std::string> keys;
    for (const auto& item : value.items()) {
        if (item.key() == "y" || item.value().is_number() || item.value().is_string())
            keys.push_back(item.key());
    }
    const auto index = time_name(keys);
    return index ? &value[keys[*index]] : nullptr;
}

/// Appends a time as Unix seconds; false where it is not understood.
bool append_time_value(std::string& out, const nlohmann::json& value)
{
    const std::string text = value.is_string() ? value.get<std::string>() : value.dump();
    if ((value.is_string() || value.is_number()) && is_number(text))
        append_unix_number(out, text);
    else if (const auto time = value.is_string() ? parse_time_text(text) : std::nullopt)
        append_seconds(out, *time);
    else
        return false;
    return true;
}

/// Appends a number, a text that is one, with a unit or without, or null; false for all else.
bool append_number_value(std::string& out, const nlohmann::json& value)
{
    if (value.is_number() || value.is_null()) {
        out += value.dump();
        return true;
    }
    if (!value.is_string())
        return false;
    const auto text = value.get<std::string>();
    if (is_number(text))
        append_number(out, text);
    else if (const auto quantity = parse_quantity(text, false))
        append_number(out, quantity->number);
    else if (is_missing(text))
        out += "null";
    else
        return false;
    return true;
}

} // namespace

JsonPicker::JsonPicker(const ParseOptions& options)
    : x_(options.x), has_topic_(!options.topic_from.empty()), topic_from_(options.topic_from)
{
    const auto pointers = distinct(options.y);
    const auto all = names_of(pointers);
    time_begin_ = json_member(pointers.size() == 1 ? "x" : "t");
    for (std::size_t i = 0; i < pointers.size(); ++i)
        picks_.push_back(
            {json_member(pointers.size() == 1 ? "y" : all[i]), nlohmann::json::json_pointer(pointers[i])});
}

std::string JsonPicker::take_topic(const Json& value)
{
    const Json* const found = find(value, topic_from_);
    if (found == nullptr || !(found->is_string() || found->is_number()))
        return "no text or number at '" + topic_from_.to_string() + "' for the topic";
    topic_ = found->is_string() ? found->get<std::string>() : found->dump();
    return {};
}

/// The time is that at --x, else that of the member with a name of the time, else now.
std::string JsonPicker::append_time(const Json& value, Sink& sink)
{
    payload_ += time_begin_;
    const Json* const time = x_.empty() ? find_time(value) : find(value, Json::json_pointer(x_));
    if (time == nullptr && x_.empty()) {
        append_unix_time(payload_, std::chrono::system_clock::now());
        return {};
    }
    if (time == nullptr)
        return "no time at '" + x_ + '\'';
    if (append_time_value(payload_, *time))
        return {};
    payload_ += "null";
    if (time->is_null())
        return {};
    const std::string why = time->dump() + " is not a time in a known form";
    if (!x_.empty())
        return "at '" + x_ + "': " + why;
    sink.remark(why);
    return {};
}

std::string JsonPicker::append_value(const Json& value, const Json::json_pointer& from)
{
    const Json* const found = find(value, from);
    if (found == nullptr || !append_number_value(payload_, *found))
        return "no number at '" + from.to_string() + "'";
    return {};
}

std::string JsonPicker::look_into(std::string_view& text, Sink& sink)
{
    const Json value = Json::parse(text, nullptr, false);
    if (value.is_discarded())
        return "the number is too large";
    if (std::string why = has_topic_ ? take_topic(value) : ""; !why.empty())
        return why;
    if (picks_.empty())
        return {};
    payload_ = "{";
    if (std::string why = append_time(value, sink); !why.empty())
        return why;
    for (const Pick& pick : picks_) {
        payload_ += ',' + pick.begin;
        if (std::string why = append_value(value, pick.from); !why.empty())
            return why;
    }
    payload_ += '}';
    text = payload_;
    return {};
}

} // namespace zws::feed
