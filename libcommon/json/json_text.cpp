// SPDX-License-Identifier: MIT
#include "libcommon/json/json_text.hpp"

#include "libcommon/json/json_events.hpp"
#include "libcommon/text/character.hpp"

#include <algorithm>
#include <array>

namespace zws {

namespace {

bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// The length of a string with its quotes; up to the end of `text` where it is not closed.
std::size_t quoted_length(std::string_view text)
{
    std::size_t at = 1;
    while (at < text.size() && text[at] != '"')
        at += text[at] == '\\' ? 2 : 1;
    return std::min(at + 1, text.size());
}

/// Takes JSON apart into tokens: strings, runs of other characters, and the six structural characters.
class Tokens {
public:
    /// The parser skips a byte order mark; RFC 8259 section 8.1 does not allow to write one.
    explicit Tokens(std::string_view text)
        : left_(text.starts_with(byte_order_mark) ? text.substr(byte_order_mark.size()) : text)
    {
    }

    /// The next token; empty at the end.
    std::string_view next()
    {
        left_.remove_prefix(
            static_cast<std::size_t>(std::find_if_not(left_.begin(), left_.end(), is_space) - left_.begin()));
        const auto token = left_.substr(0, length());
        left_.remove_prefix(token.size());
        return token;
    }

private:
    std::size_t length() const
    {
        if (left_.empty())
            return 0;
        if (left_.front() == '"')
            return quoted_length(left_);
        const auto end = left_.find_first_of("{}[]:,\" \t\n\r");
        return end == 0 ? 1 : std::min(end, left_.size());
    }

    std::string_view left_;
};

/// Numbers are of these, too: "2inf" is one word.
bool is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' ||
           c == '-' || c == '.';
}

/// Whether a word stands for a number that JSON has no form for.
bool is_not_finite(std::string_view word)
{
    constexpr std::array<std::string_view, 4> names{"nan", "inf", "infinity", "na"};
    if (word.starts_with('-') || word.starts_with('+'))
        word.remove_prefix(1);
    const auto same = [](char a, char b) { return (a | 0x20) == b; };
    return std::any_of(names.begin(), names.end(), [&](std::string_view name) {
        return std::equal(word.begin(), word.end(), name.begin(), name.end(), same);
    });
}

/// Appends `text` with `word` in place of each number that is not finite; `padded` keeps the positions of all
/// else. False if there is no such number.
bool append_finite(std::string& out, std::string_view text, std::string_view word, bool padded)
{
    bool found = false;
    while (!text.empty()) {
        const auto* const other = std::find_if_not(text.begin(), text.end(), is_word);
        auto length = static_cast<std::size_t>(other - text.begin());
        const bool replaced = length > 0 && is_not_finite(text.substr(0, length));
        if (length == 0)
            length = text.front() == '"' ? quoted_length(text) : 1;
        out += replaced ? word : text.substr(0, length);
        if (replaced && padded)
            out.append(length - word.size(), ' ');
        found |= replaced;
        text.remove_prefix(length);
    }
    return found;
}

void append_line_break(std::string& out, std::size_t depth)
{
    // With no limit a few kilobytes of brackets would become megabytes of spaces.
    constexpr std::size_t deepest = 64;
    out += '\n';
    out.append(2 * std::min(depth, deepest), ' ');
}

} // namespace

std::string json_error(std::string_view text)
{
    return read_events<JsonEvents>(text, [](const JsonEvents&) {});
}

std::string read_json(std::string_view& text, std::string& buffer)
{
    std::string error = json_error(text);
    if (error.empty())
        return {};
    buffer.clear();
    if (!append_finite(buffer, text, "0", true))
        return error;
    error = json_error(buffer);
    if (!error.empty())
        return error;
    buffer.clear();
    append_finite(buffer, text, "null", false);
    text = buffer;
    return {};
}

std::string append_json(std::string& out, std::string_view text)
{
    std::string buffer;
    std::string error = read_json(text, buffer);
    if (!error.empty())
        return error;
    if (std::none_of(text.begin(), text.end(), is_space) && !text.starts_with(byte_order_mark))
        out += text;
    else
        append_compact(out, text);
    return {};
}

void append_compact(std::string& out, std::string_view text)
{
    Tokens tokens(text);
    for (auto token = tokens.next(); !token.empty(); token = tokens.next())
        out += token;
}

void append_indented(std::string& out, std::string_view text)
{
    Tokens tokens(text);
    std::size_t depth = 0;
    char before = '\0'; // what the token before began with
    for (auto token = tokens.next(); !token.empty(); token = tokens.next()) {
        const char kind = token.front();
        const bool closes = kind == '}' || kind == ']';
        const bool opened = before == '{' || before == '[';
        depth += opened ? 1 : 0;
        depth -= closes ? 1 : 0;
        // An empty object or array stays on its line.
        if (before == ',' || opened != closes)
            append_line_break(out, depth);
        else if (before == ':')
            out += ' ';
        out += token;
        before = kind;
    }
}

namespace {

/// What comes before the first blank; empty where that cannot be a topic.
std::string_view topic_before_blank(std::string_view text)
{
    const bool is_json = text.starts_with('{') || text.starts_with('[') || text.starts_with('"');
    const auto blank = is_json ? std::string_view::npos : text.find(' ');
    const auto topic = blank == std::string_view::npos ? std::string_view() : text.substr(0, blank);
    return is_utf8(topic) ? topic : std::string_view();
}

} // namespace

std::string append_json_payload(std::string& out, std::string_view frame, bool alone, std::string_view& topic)
{
    topic = {};
    if (frame.ends_with('\0'))
        frame.remove_suffix(1);
    std::string error = append_json(out, frame);
    if (error.empty() || !alone)
        return error;
    const auto before = topic_before_blank(frame);
    if (before.empty() || !append_json(out, frame.substr(before.size() + 1)).empty())
        return error;
    topic = before;
    return {};
}

} // namespace zws
