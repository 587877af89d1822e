// SPDX-License-Identifier: MIT
#include "tools/zpeek/sampling/topic_name.hpp"

#include "libcommon/points/number.hpp"
#include "libcommon/points/time.hpp"
#include "libcommon/text/character.hpp"

#include <algorithm>

namespace zws::peek {

namespace {

constexpr std::size_t longest = 1024; // bytes
constexpr char pickle = '\x80';       // what one begins with

bool begins_as_json(std::string_view text)
{
    return text.starts_with('{') || text.starts_with('[');
}

bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// A word that can be read, as that of a topic is.
bool is_name(std::string_view word)
{
    const bool means =
        std::any_of(word.begin(), word.end(), [](char c) { return is_letter(c) || is_digit(c); });
    return means && std::all_of(word.begin(), word.end(), [](char c) {
               return c > ' ' && c <= '~' && std::string_view("{}[]\"',;=").find(c) == std::string_view::npos;
           });
}

bool are_numbers(std::string_view text)
{
    constexpr std::size_t most = 256; // bytes
    if (text.empty() || text.size() > most)
        return false;
    while (!text.empty()) {
        const auto word = text.substr(0, text.find(' '));
        if (!points::number_of_text(word))
            return false;
        text.remove_prefix(std::min(word.size() + 1, text.size()));
    }
    return true;
}

/// Of "name:{...}".
std::string_view before_colon(std::string_view frame)
{
    const auto begin = frame.substr(0, longest).find_first_of("{[");
    if (begin == std::string_view::npos || begin < 2 || frame[begin - 1] != ':')
        return {};
    const auto name = frame.substr(0, begin - 1);
    return is_name(name) ? name : std::string_view();
}

} // namespace

bool is_moment(std::string_view text)
{
    const auto number = points::number_of_text(text);
    return number ? points::is_plausible_time(points::seconds_of(*number).value_or(0))
                  : points::is_moment(text);
}

std::string_view topic_in(std::string_view frame)
{
    if (const auto name = before_colon(frame); !name.empty())
        return name;
    const auto head = frame.substr(0, longest);
    const auto blank = head.find(' ');
    if (blank == std::string_view::npos)
        return {};
    const auto word = head.substr(0, blank);
    const auto after = frame.substr(blank + 1);
    const auto second = after.substr(0, std::min(after.find(' '), longest));
    if ((word.empty() || is_name(word)) && is_name(second) &&
        after.substr(second.size()).starts_with(" \x80"))
        return head.substr(0, blank + 1 + second.size());
    if (!is_name(word) || is_moment(word))
        return {};
    const bool is_topic =
        begins_as_json(after) || after.starts_with(pickle) || (is_letter(word[0]) && are_numbers(after));
    return is_topic ? word : std::string_view();
}

std::string_view topic_of(const Message& message)
{
    const auto first = message.frame(0);
    if (message.frame_count() == 1)
        return topic_in(first);
    return begins_as_json(first) || first.size() > longest ? std::string_view() : first;
}

} // namespace zws::peek
