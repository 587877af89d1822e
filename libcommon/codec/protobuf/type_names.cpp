// SPDX-License-Identifier: MIT
#include "libcommon/codec/protobuf/type_names.hpp"

#include "libcommon/cli/log.hpp"
#include "libcommon/text/suggestion.hpp"

#include <algorithm>
#include <stdexcept>

namespace zws::codec::protobuf {

namespace {

/// In small letters and without underscores.
std::string folded(std::string_view name)
{
    std::string out;
    for (const char c : name) {
        if (c != '_')
            out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return out;
}

/// What comes after the last slash and the dot that can stand in front.
std::string_view stripped(std::string_view name)
{
    name.remove_prefix(name.rfind('/') + 1); // npos + 1 is 0
    if (name.starts_with('.'))
        name.remove_prefix(1);
    return name;
}

std::string_view last_part(std::string_view name)
{
    return name.substr(name.rfind('.') + 1);
}

std::string listed(const std::vector<std::string>& names)
{
    constexpr std::size_t most = 20;
    std::string text;
    for (std::size_t i = 0; i < std::min(names.size(), most); ++i)
        text += (i == 0 ? "" : ", ") + names[i];
    return names.size() <= most ? text : text + " and " + std::to_string(names.size() - most) + " more";
}

} // namespace

TypeNames::TypeNames(const Schema& schema) : schema_(schema)
{
    for (const auto& [name, type] : schema.types) {
        if (!type.is_entry)
            short_.emplace(folded(last_part(name)), &type);
    }
}

/// All whose names end like this.
std::vector<const Type*> TypeNames::called(std::string_view name) const
{
    const std::string wanted = folded(stripped(name));
    const std::string tail = '.' + wanted;
    std::vector<const Type*> found;
    for (auto [at, end] = short_.equal_range(last_part(wanted)); at != end; ++at) {
        const std::string full = folded(at->second->name);
        if (full == wanted || full.ends_with(tail))
            found.push_back(at->second);
    }
    return found;
}

const Type* TypeNames::find(std::string_view name) const
{
    const auto exact = schema_.types.find(stripped(name));
    if (exact != schema_.types.end())
        return &exact->second;
    constexpr std::size_t longest = 1024;
    if (name.size() > longest)
        return nullptr;
    const auto found = called(name);
    return found.size() == 1 ? found.front() : nullptr;
}

std::vector<std::string> TypeNames::all() const
{
    std::vector<std::string> names;
    for (const auto& [name, type] : schema_.types) {
        if (!type.is_entry)
            names.push_back(name);
    }
    return names;
}

std::string TypeNames::why_not(std::string_view name) const
{
    constexpr std::size_t longest = 100;
    const std::string shown = '\'' + log::excerpt(name) + '\'';
    std::vector<std::string> names;
    if (name.size() <= longest) {
        for (const auto* type : called(name))
            names.push_back(type->name);
    }
    if (names.size() > 1)
        return shown + " can be " + listed(names);
    for (const auto& [ending, type] : short_)
        names.push_back(ending);
    std::string meant;
    for (const auto& ending : meant_names(folded(last_part(stripped(name))), names)) {
        for (const auto* type : called(ending))
            meant += (meant.empty() ? "" : " or ") + type->name;
    }
    return "there is no message " + shown + (meant.empty() ? "" : " (did you mean " + meant + "?)");
}

const Type& TypeNames::only() const
{
    const auto& own = schema_.own;
    if (own.size() == 1)
        return schema_.types.at(own.front());
    if (own.empty())
        throw std::invalid_argument("it has no messages");
    throw std::invalid_argument("it has " + std::to_string(own.size()) +
                                " messages, say which after a colon: " + listed(own));
}

} // namespace zws::codec::protobuf
