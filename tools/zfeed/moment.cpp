// SPDX-License-Identifier: MIT
#include "tools/zfeed/moment.hpp"

#include "libcommon/text/quantity.hpp"
#include "libcommon/text/time_text.hpp"
#include "libcommon/text/unix_time.hpp"

#include <chrono>
#include <cmath>
#include <limits>
#include <stdexcept>

namespace zws::feed {

namespace {

constexpr const char* forms =
    "not a time: +2m is after the start, -30s before the end, 2024-01-02T03:04:05Z or "
    "1704164645.5 on the clock";

/// A span of time, such as 2m, in nanoseconds.
std::uint64_t span(std::string_view text)
{
    constexpr double longest = 9e9; // seconds
    const double seconds = parse_time(text);
    if (!(seconds >= 0 && seconds <= longest))
        throw std::invalid_argument(forms);
    return static_cast<std::uint64_t>(std::llround(seconds * 1e9));
}

} // namespace

Moment parse_moment(std::string_view text)
{
    using enum Moment::From;
    if (text.starts_with('+'))
        return {begin, span(text.substr(1))};
    if (text.starts_with('-'))
        return {end, span(text.substr(1))};
    if (!text.empty())
        if (const auto unix_time = parse_unix_time(text))
            return {epoch, static_cast<std::uint64_t>(
                               std::chrono::nanoseconds(unix_time->time_since_epoch()).count())};
    if (const auto clock = parse_time_text(text); clock && *clock >= 0)
        return {epoch, static_cast<std::uint64_t>(*clock)};
    throw std::invalid_argument(forms);
}

std::uint64_t Moment::in(std::pair<std::uint64_t, std::uint64_t> recording) const
{
    const auto [first, last] = recording;
    if (from == From::begin)
        return nanoseconds <= std::numeric_limits<std::uint64_t>::max() - first
                   ? first + nanoseconds
                   : std::numeric_limits<std::uint64_t>::max();
    if (from == From::end)
        return nanoseconds <= last ? last - nanoseconds : 0;
    return nanoseconds;
}

} // namespace zws::feed
