// SPDX-License-Identifier: MIT
#include "libcommon/json/pointer.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace zws {

namespace {

/// A part of a pointer, in which ~0 is '~' and ~1 is '/'.
std::string part_of(std::string_view text)
{
    std::string part;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != '~') {
            part += text[at];
            continue;
        }
        const char next = ++at < text.size() ? text[at] : '\0';
        if (next != '0' && next != '1')
            throw std::invalid_argument("a '~' in a JSON pointer is ~0, a '/' ~1");
        part += next == '0' ? '~' : '/';
    }
    return part;
}

std::size_t string_length(std::string_view json)
{
    std::size_t at = 1;
    while (json[at] != '"')
        at += json[at] == '\\' ? 2 : 1;
    return at + 1;
}

/// Bytes of the value that valid JSON begins with.
std::size_t value_length(std::string_view json)
{
    std::size_t depth = 0;
    std::size_t at = 0;
    do {
        const char c = json[at];
        if (depth == 0 && (c == ',' || c == ']' || c == '}'))
            return at; // after a number or a literal
        depth += c == '{' || c == '[' ? 1 : 0;
        depth -= c == '}' || c == ']' ? 1 : 0;
        at += c == '"' ? string_length(json.substr(at)) : 1;
        if (depth == 0 && (c == '"' || c == '}' || c == ']'))
            return at;
    } while (at < json.size());
    return at;
}

/// Takes the value from the front, and what comes after it up to the next one.
std::string_view take_value(std::string_view& json)
{
    const auto value = json.substr(0, value_length(json));
    json.remove_prefix(std::min(json.size(), value.size() + 1));
    return value;
}

std::optional<std::string_view> member(std::string_view json, const std::string& name)
{
    std::optional<std::string_view> found;
    for (json = json.substr(1); !json.empty() && json.front() == '"';) {
        const auto key = take_value(json); // and the colon
        const auto value = take_value(json);
        if (key.substr(1, key.size() - 2) == name || string_of(key) == name)
            found = value;
    }
    return found;
}

std::optional<std::string_view> element(std::string_view json, const std::string& index)
{
    const bool number = !index.empty() && index.size() < 10 && (index.size() == 1 || index.front() != '0') &&
                        std::all_of(index.begin(), index.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!number || json.starts_with("[]"))
        return std::nullopt;
    json.remove_prefix(1);
    for (auto left = std::stoul(index); left > 0 && !json.empty(); --left)
        take_value(json);
    return json.empty() ? std::nullopt : std::optional(take_value(json));
}

} // namespace

Pointer::Pointer(std::string_view text) : text_(text)
{
    if (!text.empty() && text.front() != '/')
        throw std::invalid_argument("not a JSON pointer (/name or /name/0)");
    while (!text.empty()) {
        const auto end = std::min(text.find('/', 1), text.size());
        path_.push_back(part_of(text.substr(1, end - 1)));
        text.remove_prefix(end);
    }
}

std::optional<std::string_view> Pointer::find(std::string_view json) const
{
    std::optional<std::string_view> value = json;
    for (const auto& part : path_) {
        if (!value)
            break;
        if (value->starts_with('{'))
            value = member(*value, part);
        else
            value = value->starts_with('[') ? element(*value, part) : std::nullopt;
    }
    return value;
}

std::string string_of(std::string_view json)
{
    if (!json.starts_with('"'))
        return std::string(json);
    if (json.find('\\') == std::string_view::npos)
        return std::string(json.substr(1, json.size() - 2));
    const auto parsed = nlohmann::json::parse(json, nullptr, false);
    return parsed.is_string() ? parsed.get<std::string>() : std::string(json);
}

} // namespace zws
