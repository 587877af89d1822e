// SPDX-License-Identifier: MIT
#include "tools/zcat/stats.hpp"

#include "libcommon/cli/log.hpp"

#include <array>
#include <charconv>

namespace zws::cat {

namespace {

std::string percentiles(const Histogram& intervals)
{
    if (intervals.count() == 0)
        return "";
    return ", p50 " + short_form(intervals.quantile(0.5)) + ", p99 " + short_form(intervals.quantile(0.99));
}

} // namespace

Stats::Stats(Clock::time_point start) : throughput_(start), second_(start), last_(start) {}

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
    log::stats(throughput_.recent(now) + percentiles(recent_), more);
    recent_.clear();
}

void Stats::report_total(Clock::time_point now, const std::string& more)
{
    log::stats("", "");
    log::line("total", throughput_.total(now) + percentiles(all_) + (more.empty() ? "" : ", " + more));
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
