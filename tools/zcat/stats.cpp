// SPDX-License-Identifier: MIT
#include "tools/zcat/stats.hpp"

#include "libcommon/log.hpp"

#include <array>
#include <charconv>
#include <unistd.h>

namespace zws::cat {

namespace {

std::string percentiles(const Histogram& intervals)
{
    if (intervals.count() == 0)
        return "";
    return ", inter-arrival p50 " + short_form(intervals.quantile(0.5)) + ", p99 " +
           short_form(intervals.quantile(0.99));
}

/// Writes `text` over the line that is there.
void draw(const std::string& text)
{
    const std::string out = '\r' + text + "\x1b[K";
    // Nothing can be told about a stderr that cannot be written.
    [[maybe_unused]] const auto written = ::write(STDERR_FILENO, out.data(), out.size());
}

} // namespace

Stats::Stats(Clock::time_point start)
    : throughput_(start), second_(start), last_(start), terminal_(isatty(STDERR_FILENO) == 1)
{
}

void Stats::add(std::size_t bytes, Clock::time_point now)
{
    if (throughput_.messages() > 0) {
        recent_.add(now - last_);
        all_.add(now - last_);
    }
    throughput_.add(bytes);
    last_ = now;
}

void Stats::report(Clock::time_point now, const std::string& more)
{
    if (!second_.passed(now))
        return;
    const std::string text = throughput_.recent(now) + percentiles(recent_) + more;
    recent_.clear();
    if (terminal_)
        draw(text);
    else
        log::line("stats", text);
}

void Stats::report_total(Clock::time_point now, const std::string& more)
{
    if (terminal_)
        draw("");
    log::line("total", throughput_.total(now) + percentiles(all_) + more);
}

std::string short_form(std::chrono::nanoseconds duration)
{
    struct Unit {
        double ns;
        const char* name;
    };
    constexpr std::array<Unit, 4> units{{{1e9, " s"}, {1e6, " ms"}, {1e3, " us"}, {1, " ns"}}};
    const auto ns = static_cast<double>(duration.count());
    const Unit* unit = units.begin();
    while (unit + 1 != units.end() && ns < unit->ns)
        ++unit;
    std::array<char, 32> text;
    // The general form would go over to an exponent at 1000.
    const double value = ns / unit->ns;
    const int decimals = value < 9.995 ? 2 : value < 99.95 ? 1 : 0;
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed,
                                   unit->ns == 1 ? 0 : decimals)
                         .ptr;
    return std::string(text.data(), end) + unit->name;
}

} // namespace zws::cat
