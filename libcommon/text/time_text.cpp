// SPDX-License-Identifier: MIT
#include "libcommon/text/time_text.hpp"

#include "libcommon/text/character.hpp"

#include <algorithm>
#include <chrono>
#include <ctime>

namespace zws {

namespace {

constexpr std::int64_t second_ns = 1'000'000'000; // nanoseconds

struct TimeOfDay {
    int hour = 0;
    int minute = 0;
    int second = 0;
    std::int64_t nanosecond = 0;
};

/// Reads a text from its start on; each function takes what it reads, or nothing.
class TimeReader {
public:
    explicit TimeReader(std::string_view text) : left_(text) {}

    bool at_end() const { return left_.empty(); }

    bool accept(char c)
    {
        if (!left_.starts_with(c))
            return false;
        left_.remove_prefix(1);
        return true;
    }

    bool accept(std::string_view word)
    {
        if (!left_.starts_with(word))
            return false;
        left_.remove_prefix(word.size());
        return true;
    }

    std::size_t digits_ahead() const
    {
        return static_cast<std::size_t>(std::find_if_not(left_.begin(), left_.end(), is_digit) -
                                        left_.begin());
    }

    /// A number of `width` digits, from `least` to `most`.
    std::optional<int> number(std::size_t width, int least, int most)
    {
        if (digits_ahead() < width)
            return std::nullopt;
        int value = 0;
        for (const char c : left_.substr(0, width))
            value = value * 10 + (c - '0');
        if (value < least || value > most)
            return std::nullopt;
        left_.remove_prefix(width);
        return value;
    }

    std::optional<std::chrono::sys_days> date();
    std::optional<TimeOfDay> time_of_day();
    std::optional<std::int64_t> offset();

private:
    std::optional<std::int64_t> fraction();

    std::string_view left_;
};

std::optional<std::chrono::sys_days> day_of(std::optional<int> year, std::optional<int> month,
                                            std::optional<int> day)
{
    if (!year || !month || !day)
        return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year(*year),
                                           std::chrono::month(static_cast<unsigned>(*month)),
                                           std::chrono::day(static_cast<unsigned>(*day))};
    return date.ok() ? std::optional(std::chrono::sys_days(date)) : std::nullopt;
}

/// 2024-01-02, 2024/01/02, 20240102, 02.01.2024
std::optional<std::chrono::sys_days> TimeReader::date()
{
    constexpr int first_year = 1700;
    constexpr int last_year = 2250;
    const bool day_first = left_.size() > 2 && (left_[1] == '.' || left_[2] == '.');
    if (day_first) {
        const auto day = number(digits_ahead(), 1, 31);
        const auto month =
            accept('.') ? number(std::min<std::size_t>(digits_ahead(), 2), 1, 12) : std::nullopt;
        return day_of(accept('.') ? number(4, first_year, last_year) : std::nullopt, month, day);
    }
    const auto year = number(4, first_year, last_year);
    const char separator = left_.empty() ? '\0' : left_.front();
    const bool separated = (separator == '-' || separator == '/') && accept(separator);
    const auto month = number(2, 1, 12);
    if (separated && !accept(separator))
        return std::nullopt;
    return day_of(year, month, number(2, 1, 31));
}

/// The decimals after a point or a comma as nanoseconds; those after the ninth are cut off.
std::optional<std::int64_t> TimeReader::fraction()
{
    const auto count = digits_ahead();
    if (count == 0)
        return std::nullopt;
    std::int64_t ns = 0;
    for (std::size_t i = 0; i < 9; ++i)
        ns = ns * 10 + (i < count ? left_[i] - '0' : 0);
    left_.remove_prefix(count);
    return ns;
}

/// 03:04, 03:04:05, 03:04:05.678, 03:04:05,678, 030405.678, 0304
std::optional<TimeOfDay> TimeReader::time_of_day()
{
    TimeOfDay time;
    const auto hour = number(digits_ahead() == 1 ? 1 : 2, 0, 24);
    const bool extended = accept(':');
    const auto minute = number(2, 0, 59);
    if (!hour || !minute)
        return std::nullopt;
    time.hour = *hour;
    time.minute = *minute;
    if (extended ? accept(':') : digits_ahead() > 0) {
        const auto seconds = number(2, 0, 60);
        if (!seconds)
            return std::nullopt;
        time.second = *seconds;
        if (accept('.') || accept(',')) {
            const auto decimals = fraction();
            if (!decimals)
                return std::nullopt;
            time.nanosecond = *decimals;
        }
    }
    const bool end_of_day = time.minute == 0 && time.second == 0 && time.nanosecond == 0;
    return time.hour < 24 || end_of_day ? std::optional(time) : std::nullopt;
}

/// Z, UTC, +01, -0130, +01:30, in seconds east of Greenwich.
std::optional<std::int64_t> TimeReader::offset()
{
    accept(' ');
    if (accept('Z') || accept('z') || accept("UTC") || accept("GMT"))
        return 0;
    const bool west = left_.starts_with('-');
    if (!accept('+') && !accept('-'))
        return std::nullopt;
    const auto hours = number(2, 0, 23);
    const bool minutes_follow = accept(':') || !at_end();
    const auto minutes = minutes_follow ? number(2, 0, 59) : 0;
    if (!hours || !minutes)
        return std::nullopt;
    const std::int64_t seconds = *hours * 3600 + *minutes * 60;
    return west ? -seconds : seconds;
}

std::optional<std::int64_t> local_seconds(std::chrono::sys_days day, const TimeOfDay& time)
{
    const std::chrono::year_month_day date(day);
    std::tm parts{};
    parts.tm_year = static_cast<int>(date.year()) - 1900;
    parts.tm_mon = static_cast<int>(static_cast<unsigned>(date.month())) - 1;
    parts.tm_mday = static_cast<int>(static_cast<unsigned>(date.day()));
    parts.tm_hour = time.hour;
    parts.tm_min = time.minute;
    parts.tm_sec = time.second;
    parts.tm_isdst = -1;
    return std::mktime(&parts);
}

} // namespace

std::optional<std::int64_t> parse_time_text(std::string_view text)
{
    TimeReader reader(text);
    const auto day = reader.date();
    if (!day)
        return std::nullopt;
    const std::int64_t midnight = std::chrono::sys_seconds(*day).time_since_epoch().count();
    if (reader.at_end())
        return midnight * second_ns;
    if (!reader.accept('T') && !reader.accept('t') && !reader.accept(' '))
        return std::nullopt;
    const auto time = reader.time_of_day();
    if (!time)
        return std::nullopt;
    if (reader.at_end()) {
        const auto local = local_seconds(*day, *time);
        return *local * second_ns + time->nanosecond;
    }
    const auto offset = reader.offset();
    if (!offset || !reader.at_end())
        return std::nullopt;
    const std::int64_t seconds = midnight + time->hour * 3600 + time->minute * 60 + time->second - *offset;
    return seconds * second_ns + time->nanosecond;
}

bool is_date(std::string_view text)
{
    TimeReader reader(text);
    return reader.date() && reader.at_end();
}

bool is_time_of_day(std::string_view text)
{
    TimeReader reader(text);
    return text.find(':') != std::string_view::npos && reader.time_of_day() && reader.at_end();
}

} // namespace zws
