// SPDX-License-Identifier: MIT
#include "tools/zpeek/plot/tick.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <ctime>

namespace zws::peek {

namespace {

constexpr double a_day = 86'400;
constexpr double first_of_clocks = 315'532'800;    // 1980, as in utc_time()
constexpr double last_of_clocks = 253'370'764'800; // the year 9999

/// How far ticks are from each other.
struct TimeStep {
    double seconds;
    int decimals;     ///< of a second
    const char* form; ///< of a label, for strftime(3)
};

constexpr const char* to_the_second = "%H:%M:%S";
constexpr const char* to_the_minute = "%H:%M";
constexpr const char* to_the_day = "%b %e";
constexpr const char* to_the_year = "%Y";

constexpr std::array<TimeStep, 44> time_steps{{
    {1e-6, 6, to_the_second},
    {2e-6, 6, to_the_second},
    {5e-6, 6, to_the_second},
    {1e-5, 5, to_the_second},
    {2e-5, 5, to_the_second},
    {5e-5, 5, to_the_second},
    {1e-4, 4, to_the_second},
    {2e-4, 4, to_the_second},
    {5e-4, 4, to_the_second},
    {1e-3, 3, to_the_second},
    {2e-3, 3, to_the_second},
    {5e-3, 3, to_the_second},
    {0.01, 2, to_the_second},
    {0.02, 2, to_the_second},
    {0.05, 2, to_the_second},
    {0.1, 1, to_the_second},
    {0.2, 1, to_the_second},
    {0.5, 1, to_the_second},
    {1, 0, to_the_second},
    {2, 0, to_the_second},
    {5, 0, to_the_second},
    {10, 0, to_the_second},
    {15, 0, to_the_second},
    {30, 0, to_the_second},
    {60, 0, to_the_minute},
    {120, 0, to_the_minute},
    {300, 0, to_the_minute},
    {600, 0, to_the_minute},
    {900, 0, to_the_minute},
    {1800, 0, to_the_minute},
    {3600, 0, to_the_minute},
    {2 * 3600, 0, to_the_minute},
    {3 * 3600, 0, to_the_minute},
    {6 * 3600, 0, to_the_minute},
    {12 * 3600, 0, to_the_minute},
    {a_day, 0, to_the_day},
    {2 * a_day, 0, to_the_day},
    {7 * a_day, 0, to_the_day},
    {14 * a_day, 0, to_the_day},
    {30 * a_day, 0, to_the_day},
    {90 * a_day, 0, to_the_day},
    {365.25 * a_day, 0, to_the_year},
    {3652.5 * a_day, 0, to_the_year},
    {36'525 * a_day, 0, to_the_year},
}};

const TimeStep& step_for(double span, int columns)
{
    const auto fits = [span, columns](const TimeStep& step) {
        const int length = step.decimals > 0 ? 10 + step.decimals : step.seconds < 60 ? 9 : 8;
        return (length + 2) * span <= columns * step.seconds;
    };
    const auto* const found = std::find_if(time_steps.begin(), time_steps.end(), fits);
    return found == time_steps.end() ? time_steps.back() : *found;
}

std::tm local(double seconds)
{
    const auto whole = static_cast<std::time_t>(std::floor(seconds));
    std::tm parts{};
    localtime_r(&whole, &parts);
    return parts;
}

std::string label(double time, const TimeStep& step)
{
    // A tick is a multiple that may have been rounded down.
    const double nearest = std::round(time * 1e6) / 1e6;
    const std::tm parts = local(nearest);
    std::array<char, 32> text{};
    std::strftime(text.data(), text.size(), step.form, &parts);
    std::string out = text.data();
    if (step.decimals == 0)
        return out;
    std::snprintf(text.data(), text.size(), "%.*f", step.decimals, nearest - std::floor(nearest));
    return out + (text.data() + 1);
}

} // namespace

std::vector<Tick> time_ticks(double from, double to, int columns)
{
    constexpr int usual_label = 12; // columns
    if (!(from < to) || columns < usual_label)
        return {};
    if (from < first_of_clocks || to > last_of_clocks) {
        auto ticks = value_ticks(from, to, columns / usual_label);
        for (auto& tick : ticks)
            tick.label += " s";
        return ticks;
    }
    const TimeStep& step = step_for(to - from, columns);
    const auto offset = static_cast<double>(local(from).tm_gmtoff);
    std::vector<Tick> ticks;
    // In parts of a second, so that no sum of rounded numbers goes astray.
    const double parts = step.seconds < 1 ? std::round(1 / step.seconds) : 1;
    const double size = step.seconds < 1 ? 1 : step.seconds;
    for (double n = size * std::ceil((from + offset) * parts / size); n / parts - offset <= to; n += size)
        ticks.push_back({n / parts - offset, label(n / parts - offset, step)});
    return ticks;
}

} // namespace zws::peek
