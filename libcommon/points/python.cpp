// SPDX-License-Identifier: MIT
#include "libcommon/points/python.hpp"

#include "libcommon/points/white_space.hpp"
#include "libcommon/text/character.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace zws::points {

namespace {

bool begins_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

bool is_in_word(char c)
{
    return begins_word(c) || is_digit(c);
}

std::size_t word_length(std::string_view text)
{
    const auto* const end = std::find_if_not(text.begin(), text.end(), is_in_word);
    return begins_word(text[0]) ? static_cast<std::size_t>(end - text.begin()) : 0;
}

/// A word that JSON spells otherwise; empty: it is the same.
std::string_view word_in_json(std::string_view word)
{
    constexpr std::array<std::pair<std::string_view, std::string_view>, 3> words{
        {{"True", "true"}, {"False", "false"}, {"None", "null"}}};
    const auto* const found =
        std::find_if(words.begin(), words.end(), [word](const auto& row) { return row.first == word; });
    return found == words.end() ? std::string_view() : found->second;
}

bool has_marks(std::string_view text)
{
    if (text.find_first_of("'(") != std::string_view::npos)
        return true;
    for (std::size_t at = 0; at < text.size();) {
        const bool is_word = is_in_word(text[at]);
        const auto rest = text.substr(at);
        const auto* const end =
            std::find_if(rest.begin(), rest.end(), [is_word](char c) { return is_in_word(c) != is_word; });
        const auto length = static_cast<std::size_t>(end - rest.begin());
        if (is_word && !word_in_json(rest.substr(0, length)).empty())
            return true;
        at += length;
    }
    return false;
}

/// The length of a text in the quotes that `text` begins with; 0 where they do not end.
std::size_t text_length(std::string_view text)
{
    std::size_t at = 1;
    while (at < text.size() && text[at] != text[0]) {
        if (text[at] == '\\' && !is_in_line(text, ++at))
            return 0;
        ++at;
    }
    return at < text.size() ? at + 1 : 0;
}

bool is_hexadecimal(char c)
{
    return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

void append_text(std::string& out, std::string_view inner)
{
    out += '"';
    for (std::size_t at = 0; at < inner.size(); ++at) {
        if (inner[at] == '"') {
            out += "\\\"";
        } else if (inner[at] != '\\' || at + 1 == inner.size()) {
            out += inner[at];
        } else if (inner[at + 1] == '\'') {
            out += inner[++at];
        } else if (inner[at + 1] == 'x' && at + 3 < inner.size() && is_hexadecimal(inner[at + 2]) &&
                   is_hexadecimal(inner[at + 3])) {
            out += "\\u00";
            ++at;
        } else {
            out += inner[at];
            out += inner[++at];
        }
    }
    out += '"';
}

/// The length of a comma that closing brackets follow, with the white space between; 0: there is none.
std::size_t last_comma_length(std::string_view text)
{
    std::size_t at = 1;
    for (auto length = space_length(text, at); length > 0; length = space_length(text, at))
        at += length;
    return at < text.size() && std::string_view(")]}").find(text[at]) != std::string_view::npos ? at : 0;
}

/// Takes a token from the front of `left`.
void take_token(std::string_view& left, std::string& out)
{
    const char c = left[0];
    std::size_t length = 1;
    if (c == '"' || c == '\'')
        length = text_length(left);
    else if (c == ',')
        length = last_comma_length(left);
    else if (begins_word(c))
        length = word_length(left);
    const auto token = left.substr(0, std::max<std::size_t>(length, 1));
    left.remove_prefix(token.size());
    if (length > 0 && (c == '"' || c == '\''))
        append_text(out, token.substr(1, length - 2));
    else if (length > 0 && c == ',')
        return;
    else if (const auto word = word_in_json(token); !word.empty())
        out += word;
    else
        out += token == "(" ? "[" : token == ")" ? "]" : token;
}

} // namespace

std::optional<std::string> json_of_python(std::string_view text)
{
    const auto begin = trimmed(text);
    const bool is_begin = begin.starts_with('{') || begin.starts_with('[') || begin.starts_with('(');
    if (!is_begin || !has_marks(text))
        return std::nullopt;
    std::string json;
    for (auto left = text; !left.empty();)
        take_token(left, json);
    return json;
}

} // namespace zws::points
