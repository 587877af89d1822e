// SPDX-License-Identifier: MIT
#include "tools/zpeek/fields/time_field.hpp"

#include "libcommon/cli/log.hpp"
#include "libcommon/points/time.hpp"
#include "libcommon/text/character.hpp"
#include "libcommon/text/quantity.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace zws::peek {

namespace {

constexpr double minute = 60; // seconds, as all times here
constexpr double day = 86'400;

/// What a field says as a time.
struct Reading {
    std::string unit;
    double furthest = 0;   ///< from the arrival of its message, at most
    bool plausible = true; ///< all are from 2000 to 2100
    bool moves = false;    ///< not all are the same
    bool goes_back = false;
};

std::string unit_of(double number)
{
    const double size = std::abs(number); // as points::seconds_of() has it
    return size >= 1e17 ? "ns" : size >= 1e14 ? "us" : size >= 1e11 ? "ms" : "s";
}

Reading read(const Field& field)
{
    const auto& all = field.observed();
    Reading reading{field.is_dates() ? "iso" : unit_of(all.front().number)};
    double before = all.front().number;
    for (const auto& [arrived, number, connection] : all) {
        const double seconds = field.is_dates() ? number : points::seconds_of(number).value_or(0);
        reading.furthest = std::max(reading.furthest, std::abs(seconds - arrived));
        reading.plausible = reading.plausible && points::is_plausible_time(seconds);
        reading.moves = reading.moves || number != before;
        reading.goes_back = reading.goes_back || number < before;
        before = number;
    }
    return reading;
}

/// The unit of a clock that does not count from 1970, by how fast it runs beside ours, where that is long
/// enough to tell.
std::optional<std::string> unit_of_clock(const Field& field)
{
    struct Unit {
        const char* name;
        double in_second;
    };
    constexpr std::array<Unit, 4> units{{{"s", 1}, {"ms", 1e3}, {"us", 1e6}, {"ns", 1e9}}};
    constexpr std::size_t fewest = 3; // messages
    constexpr double shortest = 0.25; // seconds
    const auto& all = field.observed();
    if (field.is_dates() || all.size() < fewest)
        return std::nullopt;
    const double passed = all.back().arrived - all.front().arrived;
    const bool grows =
        std::is_sorted(all.begin(), all.end(), [](auto& a, auto& b) { return a.number < b.number; });
    if (passed < shortest || !grows)
        return std::nullopt;
    const double rate = (all.back().number - all.front().number) / passed;
    for (const auto& [name, in_second] : units) {
        if (std::abs(rate / in_second - 1) < 0.2)
            return name;
    }
    return std::nullopt;
}

std::string near_by(double seconds)
{
    return "it is within " + (seconds < 1 ? "a second" : decimal(seconds) + " s") + " of the arrival";
}

bool can_be_time(const Field& field)
{
    return !field.observed().empty() && field.observed().size() == field.count();
}

/// What the page takes for the time, by its name: of these it is enough that it can be one.
std::optional<TimeField> as_page_takes(const Field& field)
{
    const auto reading = read(field);
    if (reading.furthest <= day)
        return TimeField{field.pointer(), reading.unit, near_by(reading.furthest), false, Surety::certain};
    if (const auto unit = unit_of_clock(field); unit && !reading.plausible)
        return TimeField{field.pointer(), *unit,
                         "its name, and it runs as a clock that does not begin in 1970", true,
                         Surety::likely};
    if (field.is_dates() || reading.plausible)
        return TimeField{field.pointer(), reading.unit,
                         field.is_dates() ? "its name, and all are dates"
                                          : "its name, and all are from 2000 to 2100",
                         false, Surety::likely};
    return std::nullopt;
}

/// One that stands still, or goes back, is of something else, whatever its name.
bool runs(const Field& field, const Reading& reading)
{
    constexpr double long_enough = 2; // seconds, of which some clocks tell the whole ones only
    const double passed = field.observed().back().arrived - field.observed().front().arrived;
    return !reading.goes_back && (reading.moves || passed < long_enough);
}

/// Of a name of times: one that is far off runs with our clock at least.
std::optional<TimeField> by_name(const Field& field)
{
    const auto reading = read(field);
    if (!runs(field, reading))
        return std::nullopt;
    const bool can_be_date = reading.plausible || field.is_dates();
    if (reading.furthest > day && can_be_date && unit_of_clock(field) != reading.unit)
        return std::nullopt;
    auto found = as_page_takes(field);
    if (found && reading.furthest > minute)
        found->surety = Surety::likely;
    return found;
}

/// Of any other name.
std::optional<TimeField> by_values(const Field& field)
{
    const auto reading = read(field);
    if (!runs(field, reading) || reading.furthest > (field.is_dates() ? day : minute))
        return std::nullopt;
    return TimeField{field.pointer(), reading.unit, near_by(reading.furthest), false, Surety::likely};
}

std::size_t depth(std::string_view pointer)
{
    return static_cast<std::size_t>(std::count(pointer.begin(), pointer.end(), '/'));
}

/// Sure ones first, then those of just now, then those that are not deep inside.
bool is_better(const TimeField& one, const TimeField& other)
{
    if (one.surety != other.surety)
        return one.surety > other.surety;
    if (one.is_of_now() != other.is_of_now())
        return one.is_of_now();
    return depth(one.pointer) < depth(other.pointer);
}

std::string lower(std::string_view text)
{
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; });
    return out;
}

} // namespace

bool names_time(std::string_view pointer)
{
    constexpr std::array<std::string_view, 9> parts{"time", "stamp",  "date",   "epoch", "clock",
                                                    "utc",  "uptime", "millis", "micros"};
    constexpr std::array<std::string_view, 7> ends{"_at", "_ts", "/t", "/ts", "_ms", "_us", "_ns"};
    const auto name = lower(pointer);
    return std::any_of(parts.begin(), parts.end(),
                       [&](auto part) { return name.find(part) != std::string::npos; }) ||
           std::any_of(ends.begin(), ends.end(), [&](auto end) { return name.ends_with(end); });
}

std::optional<TimeField> find_time(const Fields& fields, const std::string& page)
{
    const Field* const taken = page.empty() ? nullptr : fields.find(page);
    if (auto found = taken != nullptr && can_be_time(*taken) ? as_page_takes(*taken) : std::nullopt)
        return found;
    std::optional<TimeField> best;
    for (const Field& field : fields.all()) {
        if (!can_be_time(field))
            continue;
        auto found = names_time(field.pointer()) ? by_name(field) : by_values(field);
        if (found)
            found->furthest = read(field).furthest;
        if (found && (!best || is_better(*found, *best)))
            best = std::move(found);
    }
    return best;
}

} // namespace zws::peek
