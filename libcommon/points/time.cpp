// SPDX-License-Identifier: MIT
#include "libcommon/points/time.hpp"

#include "libcommon/points/number.hpp"
#include "libcommon/text/character.hpp"
#include "libcommon/text/time_text.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace zws::points {

namespace {

/// Of the names that a time can have, those in front matter more.
enum Rank : unsigned { t, time, ts, timestamp, variant, x, none };

bool is_variant(std::string_view name)
{
    if (name.starts_with('@') || name.starts_with('_'))
        name.remove_prefix(1);
    return equal_but_for_case(name, "time") || equal_but_for_case(name, "ts") ||
           equal_but_for_case(name, "timestamp");
}

Rank rank_of(std::string_view name)
{
    if (name.size() == 1)
        return name == "t" ? Rank::t : name == "x" ? Rank::x : Rank::none;
    if (name.size() > 10)
        return Rank::none;
    if (name == "time")
        return Rank::time;
    if (name == "ts")
        return Rank::ts;
    if (name == "timestamp")
        return Rank::timestamp;
    return is_variant(name) ? Rank::variant : Rank::none;
}

/// As JavaScript adds them: whole seconds and what is after the point.
double seconds_of_nanoseconds(std::int64_t nanoseconds)
{
    constexpr std::int64_t second = 1'000'000'000;
    const auto rest = (nanoseconds % second + second) % second;
    const auto whole = (nanoseconds - rest) / second;
    return static_cast<double>(whole) + static_cast<double>(rest) / second;
}

/// Takes one or two digits and a colon from the front of `text`; false where they are not there.
bool take_hour(std::string_view& text)
{
    const std::size_t digits = text.size() > 1 && is_digit(text[1]) ? 2 : 1;
    if (text.size() <= digits || !is_digit(text[0]) || text[digits] != ':')
        return false;
    text.remove_prefix(digits + 1);
    return true;
}

/// The same with two digits.
bool take_two(std::string_view& text)
{
    const bool good = text.size() > 1 && is_digit(text[0]) && is_digit(text[1]);
    text.remove_prefix(good ? 2 : 0);
    return good;
}

} // namespace

std::optional<double> seconds_of(double number)
{
    const double size = std::abs(number);
    if (!std::isfinite(number))
        return std::nullopt;
    return size >= 1e17 ? number / 1e9 : size >= 1e14 ? number / 1e6 : size >= 1e11 ? number / 1e3 : number;
}

std::optional<double> seconds_of(std::string_view text)
{
    if (const auto number = number_as_in_script(text))
        return seconds_of(*number);
    const auto nanoseconds = parse_time_text(text);
    return nanoseconds ? std::optional(seconds_of_nanoseconds(*nanoseconds)) : std::nullopt;
}

std::optional<double> seconds_of(const JsonNode& value)
{
    if (value.is(JsonNode::Kind::number))
        return seconds_of(value.number);
    return value.is(JsonNode::Kind::text) ? seconds_of(value.text) : std::nullopt;
}

bool is_near(std::optional<double> seconds, double now)
{
    constexpr double near = 10.0 * 365 * 86'400;
    return seconds && std::abs(*seconds - now) <= near;
}

bool may_be_time(const JsonNode& value)
{
    return value.is(JsonNode::Kind::number) || value.is(JsonNode::Kind::text);
}

const JsonNode* time_member(const JsonNode& object)
{
    const JsonNode* found = nullptr;
    Rank best = Rank::none;
    bool has_y = false;
    for (const JsonNode& member : object) {
        has_y = has_y || member.name == "y";
        const Rank rank = rank_of(member.name);
        if (rank < best && may_be_time(member)) {
            best = rank;
            found = &member;
        }
    }
    return best == Rank::x && !has_y ? nullptr : found;
}

bool has_time_name(const std::vector<std::string_view>& names)
{
    const auto has = [&names](auto holds) { return std::any_of(names.begin(), names.end(), holds); };
    return has([](std::string_view name) { return rank_of(name) < Rank::x; }) ||
           (has([](std::string_view name) { return name == "x"; }) &&
            has([](std::string_view name) { return name == "y"; }));
}

bool is_time_word(std::string_view word, double arrived)
{
    if (word.size() < 2 || !is_digit(word[0]) ||
        (!is_digit(word[1]) && std::string_view("-/.").find(word[1]) == std::string_view::npos))
        return false;
    const auto seconds = seconds_of(word);
    return number_of_text(word) ? is_near(seconds, arrived) : seconds.has_value();
}

bool is_moment(std::string_view word)
{
    auto minutes = word;
    return (take_hour(minutes) && take_two(minutes)) || (!number_of_text(word) && is_time_word(word, 0));
}

bool is_time_of_day(std::string_view word)
{
    if (!take_hour(word) || !take_two(word))
        return false;
    if (!word.starts_with(':'))
        return word.empty();
    word.remove_prefix(1);
    if (!take_two(word))
        return false;
    if (!word.starts_with('.') && !word.starts_with(','))
        return word.empty();
    word.remove_prefix(1);
    return !word.empty() && std::all_of(word.begin(), word.end(), is_digit);
}

} // namespace zws::points
