// SPDX-License-Identifier: MIT
#include "tools/zcat/stats.hpp"

#include "libcommon/cli/log.hpp"

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

} // namespace zws::cat
