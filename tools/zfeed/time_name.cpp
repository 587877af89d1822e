// SPDX-License-Identifier: MIT
#include "tools/zfeed/time_name.hpp"

#include "libcommon/text/character.hpp"
#include "libcommon/text/time_text.hpp"
#include "tools/zfeed/number_text.hpp"

#include <algorithm>
#include <array>

namespace zws::feed {

namespace {

constexpr std::array<std::string_view, 4> plain_names{"t", "time", "ts", "timestamp"};

bool is_variant(std::string_view name)
{
    if (name.starts_with('@') || name.starts_with('_'))
        name.remove_prefix(1);
    return std::any_of(plain_names.begin() + 1, plain_names.end(),
                       [name](std::string_view plain) { return equal_but_for_case(name, plain); });
}

template <std::size_t N>
std::optional<std::size_t> find_name(const std::vector<std::string>& names,
                                     const std::array<std::string_view, N>& wanted)
{
    const auto found = std::find_if(names.begin(), names.end(), [&](const std::string& name) {
        return std::any_of(wanted.begin(), wanted.end(),
                           [&](std::string_view word) { return equal_but_for_case(name, word); });
    });
    return found == names.end() ? std::nullopt
                                : std::optional(static_cast<std::size_t>(found - names.begin()));
}

} // namespace

std::optional<std::size_t> time_name(const std::vector<std::string>& names)
{
    const auto index = [&](auto found) {
        return found == names.end() ? std::nullopt
                                    : std::optional(static_cast<std::size_t>(found - names.begin()));
    };
    for (const auto name : plain_names) {
        if (const auto found = index(std::find(names.begin(), names.end(), name)))
            return found;
    }
    if (const auto found = index(std::find_if(names.begin(), names.end(), is_variant)))
        return found;
    const bool y = std::find(names.begin(), names.end(), "y") != names.end();
    return y ? index(std::find(names.begin(), names.end(), "x")) : std::nullopt;
}

TimeColumns time_columns(const std::vector<std::string>& names, const std::vector<std::string_view>& row)
{
    constexpr std::array<std::string_view, 3> dates{"date", "datum", "day"};
    constexpr std::array<std::string_view, 3> times_of_day{"time", "uhrzeit", "zeit"};
    constexpr std::array<std::string_view, 4> text_times{"date", "datum", "datetime", "zeit"};
    const auto date = find_name(names, dates);
    const auto time_of_day = find_name(names, times_of_day);
    if (date && time_of_day && is_date(row[*date]) && is_time_of_day(row[*time_of_day]))
        return {time_of_day, date};
    if (const auto time = time_name(names))
        return {time, {}};
    const auto text_time = find_name(names, text_times);
    if (text_time && !is_number(row[*text_time]) && parse_time_text(row[*text_time]))
        return {text_time, {}};
    return {};
}

} // namespace zws::feed
