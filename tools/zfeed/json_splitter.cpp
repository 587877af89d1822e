// SPDX-License-Identifier: MIT
#include "tools/zfeed/json_splitter.hpp"

#include <algorithm>

namespace zws::feed {

namespace {

constexpr std::string_view blanks = " \t\r\n\x1e"; // the last is in front of values in RFC 7464
constexpr std::string_view marks = "{}[]:,\"";

/// The end of the text that begins at `at` with a quote; npos where the line ends before.
std::size_t end_of_text(std::string_view line, std::size_t at)
{
    for (++at; at < line.size(); ++at) {
        if (line[at] == '"')
            return at + 1;
        at += line[at] == '\\' ? 1 : 0;
    }
    return std::string_view::npos;
}

} // namespace

void JsonSplitter::reset()
{
    brackets_.clear();
    expected_ = Expected::value;
}

JsonSplitter::Found JsonSplitter::next(std::string_view line, std::size_t& at)
{
    for (;;) {
        at = std::min(line.find_first_not_of(blanks, at), line.size());
        if (at == line.size())
            return Found::more;
        if (!open())
            begin_ = at;
        if (!scan(line, at))
            return Found::error;
        if (!open())
            return Found::value;
    }
}

/// Takes what stands at `at`, and moves on; false where it cannot stand there.
bool JsonSplitter::scan(std::string_view line, std::size_t& at)
{
    const char c = line[at];
    if (c == '"') {
        const auto end = end_of_text(line, at);
        if (end == std::string_view::npos || !take_text())
            return false;
        at = end;
        return true;
    }
    const bool mark = marks.find(c) != std::string_view::npos;
    const bool taken = !mark                  ? take_value()
                       : c == '{' || c == '[' ? take_bracket(c)
                       : c == '}' || c == ']' ? take_end(c)
                                              : take_mark(c);
    if (!taken)
        return false;
    const auto end = line.find_first_of(" \t\r\n\x1e{}[]:,\"", at);
    at = mark ? at + 1 : std::min(end, line.size());
    return true;
}

bool JsonSplitter::take_bracket(char c)
{
    if (expected_ != Expected::value && expected_ != Expected::value_or_end)
        return false;
    brackets_ += c;
    expected_ = c == '{' ? Expected::name_or_end : Expected::value_or_end;
    return true;
}

bool JsonSplitter::take_end(char c)
{
    const bool object = c == '}';
    const auto empty = object ? Expected::name_or_end : Expected::value_or_end;
    if (!open() || brackets_.back() != (object ? '{' : '[') ||
        (expected_ != Expected::comma_or_end && expected_ != empty))
        return false;
    brackets_.pop_back();
    expected_ = open() ? Expected::comma_or_end : Expected::value;
    return true;
}

bool JsonSplitter::take_mark(char c)
{
    if (expected_ != (c == ',' ? Expected::comma_or_end : Expected::colon))
        return false;
    expected_ = c == ',' && brackets_.back() == '{' ? Expected::name : Expected::value;
    return true;
}

/// A text is a value, or the name of one.
bool JsonSplitter::take_text()
{
    if (expected_ != Expected::name && expected_ != Expected::name_or_end)
        return take_value();
    expected_ = Expected::colon;
    return true;
}

bool JsonSplitter::take_value()
{
    if (expected_ != Expected::value && expected_ != Expected::value_or_end)
        return false;
    expected_ = open() ? Expected::comma_or_end : Expected::value;
    return true;
}

} // namespace zws::feed
