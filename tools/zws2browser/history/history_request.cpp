// SPDX-License-Identifier: MIT
#include "tools/zws2browser/history/history_request.hpp"

#include "libcommon/text/number.hpp"
#include "libcommon/text/quantity.hpp"

#include <chrono>
#include <cmath>
#include <cstdint>
#include <optional>
#include <set>
#include <stdexcept>

namespace zws::browser::history {

namespace {

constexpr double latest = 1e11; // Unix seconds
constexpr std::uint32_t most_columns = 10'000;
constexpr double default_length = 15 * 60;

bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/// Reads a date and a time of RFC 3339 (section 5.6) from the start of a text on; each function takes what it
/// reads, or nothing.
class DateReader {
public:
    explicit DateReader(std::string_view text) : left_(text) {}

    std::optional<double> moment()
    {
        const auto day = date();
        const bool separated = accept('T') || accept('t') || accept(' ');
        const auto seconds = day && separated ? time_of_day() : std::nullopt;
        const auto east = seconds ? offset() : std::nullopt;
        if (!east || !left_.empty())
            return std::nullopt;
        return static_cast<double>(day->time_since_epoch().count()) + *seconds - *east;
    }

private:
    bool accept(char c)
    {
        const bool there = left_.starts_with(c);
        left_.remove_prefix(there ? 1 : 0);
        return there;
    }

    std::optional<int> number(std::size_t width, int most)
    {
        int value = 0;
        for (std::size_t i = 0; i < width; ++i) {
            if (i >= left_.size() || !is_digit(left_[i]))
                return std::nullopt;
            value = value * 10 + (left_[i] - '0');
        }
        left_.remove_prefix(width);
        return value <= most ? std::optional(value) : std::nullopt;
    }

    std::optional<std::chrono::sys_seconds> date()
    {
        const auto year = number(4, 9999);
        const auto month = year && accept('-') ? number(2, 12) : std::nullopt;
        const auto day = month && accept('-') ? number(2, 31) : std::nullopt;
        if (!day)
            return std::nullopt;
        const std::chrono::year_month_day date{std::chrono::year(*year),
                                               std::chrono::month(static_cast<unsigned>(*month)),
                                               std::chrono::day(static_cast<unsigned>(*day))};
        return date.ok() ? std::optional<std::chrono::sys_seconds>(std::chrono::sys_days(date))
                         : std::nullopt;
    }

    std::optional<double> time_of_day()
    {
        const auto hour = number(2, 23);
        const auto minute = hour && accept(':') ? number(2, 59) : std::nullopt;
        const auto second = minute && accept(':') ? number(2, 60) : std::nullopt;
        if (!second)
            return std::nullopt;
        double fraction = 0;
        if (accept('.')) {
            if (left_.empty() || !is_digit(left_.front()))
                return std::nullopt;
            for (double unit = 0.1; !left_.empty() && is_digit(left_.front()); unit /= 10) {
                fraction += unit * (left_.front() - '0');
                left_.remove_prefix(1);
            }
        }
        return *hour * 3600 + *minute * 60 + *second + fraction;
    }

    /// Seconds east of Greenwich. A blank is a plus: that is what becomes of one in a query.
    std::optional<double> offset()
    {
        if (accept('Z') || accept('z'))
            return 0;
        const bool west = left_.starts_with('-');
        if (!accept('+') && !accept('-') && !accept(' '))
            return std::nullopt;
        const auto hours = number(2, 23);
        const auto minutes = hours && accept(':') ? number(2, 59) : std::nullopt;
        if (!minutes)
            return std::nullopt;
        return (west ? -1 : 1) * (*hours * 3600 + *minutes * 60);
    }

    std::string_view left_;
};

double unix_seconds(std::string_view text)
{
    try {
        return parse_number<double>(text, {0, latest});
    } catch (const std::invalid_argument& wrong) {
        if (std::string_view(wrong.what()).starts_with("out of range"))
            throw;
        throw std::invalid_argument(
            "not a time (Unix seconds, 2024-01-02T03:04:05Z, now, or a time before it: -15m)");
    }
}

} // namespace

double parse_moment(std::string_view text, double now)
{
    if (text == "now")
        return now;
    if (text.starts_with('-'))
        return now - parse_time(text.substr(1));
    if (const auto moment = DateReader(text).moment())
        return *moment;
    return unix_seconds(text);
}

HistoryRequest parse_history_request(const std::vector<std::pair<std::string, std::string>>& query,
                                     double now)
{
    HistoryRequest request;
    request.window = {now - default_length, now, 1000};
    std::set<std::string> given;
    bool has_from = false;
    for (const auto& [name, text] : query) {
        try {
            if (name != "series" && !given.insert(name).second)
                throw std::invalid_argument("given twice");
            if (name == "from")
                request.window.from = parse_moment(text, now);
            else if (name == "to")
                request.window.to = parse_moment(text, now);
            else if (name == "columns")
                request.window.columns = parse_number<std::uint32_t>(text, {1, most_columns});
            else if (name == "series")
                request.series.push_back(text);
            else if (name != "token")
                throw std::invalid_argument("no such parameter (from, to, columns, series)");
            has_from = has_from || name == "from";
        } catch (const std::invalid_argument& wrong) {
            throw std::invalid_argument(name + ": " + wrong.what());
        }
    }
    if (!has_from)
        request.window.from = request.window.to - default_length;
    if (!(request.window.from < request.window.to))
        throw std::invalid_argument("to: not after from");
    return request;
}

} // namespace zws::browser::history
