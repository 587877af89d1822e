// SPDX-License-Identifier: MIT
#include "libcommon/points/influx.hpp"

#include "libcommon/points/number.hpp"
#include "libcommon/points/pairs.hpp"
#include "libcommon/points/time.hpp"
#include "libcommon/points/white_space.hpp"
#include "libcommon/text/character.hpp"

#include <algorithm>

namespace zws::points {

namespace {

/// The length of the character at `at`, of which a regular expression in JavaScript sees two where it has
/// four bytes.
std::size_t character_length(std::string_view text, std::size_t at)
{
    const auto byte = static_cast<unsigned char>(text[at]);
    return byte < 0xc0 || byte >= 0xf0 ? 1 : byte < 0xe0 ? 2 : 3;
}

/// The length of what `text` begins with that holds `is_plain` or has a backslash in front.
std::size_t escaped_length(std::string_view text, auto is_plain)
{
    std::size_t at = 0;
    while (at < text.size() && (text[at] == '\\' ? is_in_line(text, at + 1) : is_plain(at)))
        at += text[at] == '\\' ? 1 + character_length(text, at + 1) : 1;
    return at;
}

bool is_in_field_name(char c)
{
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           std::string_view("_.%-").find(c) != std::string_view::npos;
}

/// " 1763870400000000000" at the end; empty: nothing like that.
std::string_view time_at_end(std::string_view text)
{
    const auto blank = text.rfind(' ');
    if (blank == std::string_view::npos)
        return {};
    auto digits = text.substr(blank + 1);
    digits.remove_prefix(digits.starts_with('-') ? 1 : 0);
    const bool fits =
        !digits.empty() && digits.size() <= 19 && std::all_of(digits.begin(), digits.end(), is_digit);
    return fits ? text.substr(blank + 1) : std::string_view();
}

/// "7" of "7i"
std::string_view without_type(std::string_view text)
{
    return text.ends_with('i') || text.ends_with('u') ? text.substr(0, text.size() - 1) : text;
}

void add_value(std::string_view text, JsonTree& tree)
{
    const auto is = [text](std::string_view word) { return equal_but_for_case(text, word); };
    if (is("t") || is("true") || is("f") || is("false"))
        tree.add_boolean(text[0] == 't' || text[0] == 'T');
    else if (text.starts_with('"'))
        tree.add_text(text.substr(1, text.size() - 2));
    else if (const auto number = number_of_text(without_type(text)))
        tree.add_number(*number, without_type(text));
    else
        tree.add_text(text);
}

/// Adds a field at the start of `left` and takes it from there; false where there is none.
bool take_field(std::string_view& left, JsonTree& tree)
{
    const auto name = escaped_length(left, [left](std::size_t at) { return is_in_field_name(left[at]); });
    if (name == 0 || name >= left.size() || left[name] != '=')
        return false;
    const auto rest = left.substr(name + 1);
    const auto quoted = quoted_length(rest);
    std::size_t length = quoted;
    while (quoted == 0 && length < rest.size() && rest[length] != ',' && rest[length] != '"' &&
           space_length(rest, length) == 0)
        ++length;
    if (length == 0 || (length < rest.size() && rest[length] != ','))
        return false;
    tree.name(tree.keep(unescaped(left.substr(0, name))));
    add_value(rest.substr(0, length), tree);
    left = rest.substr(std::min(length + 1, rest.size()));
    return true;
}

} // namespace

InfluxLine read_influx(std::string_view line, JsonTree& tree)
{
    const auto name = escaped_length(line, [line](std::size_t at) { return space_length(line, at) == 0; });
    if (name == 0 || name >= line.size() || line[name] != ' ' || is_moment(line.substr(0, name)))
        return {};
    auto fields = line.substr(name + 1);
    const auto time = time_at_end(fields);
    if (!time.empty())
        fields.remove_suffix(time.size() + 1);
    if (fields.empty())
        return {};
    tree.clear();
    tree.begin(JsonNode::Kind::object);
    if (!time.empty()) {
        tree.name("time");
        tree.add_number(number_as_in_script(time).value_or(0), time);
    }
    while (!fields.empty()) {
        if (!take_field(fields, tree))
            return {};
    }
    tree.end();
    return {tree.root(), unescaped(line.substr(0, name))};
}

} // namespace zws::points
