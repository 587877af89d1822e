// SPDX-License-Identifier: MIT
#include "tools/zfeed/schedule.hpp"

#include "libcommon/cli/log.hpp"

#include <utility>

namespace zws::feed {

namespace {

using Seconds = std::chrono::duration<double>;

/// `duration` in the clock's unit, kept within a century.
Schedule::Clock::duration ticks(Seconds duration)
{
    constexpr Seconds century(100 * 365.25 * 86400);
    return std::chrono::duration_cast<Schedule::Clock::duration>(duration < century ? duration : century);
}

} // namespace

Schedule Schedule::regular(double rate)
{
    Schedule pace;
    pace.rate_ = rate;
    return pace;
}

Schedule Schedule::recorded(double speed, std::chrono::nanoseconds max_gap)
{
    Schedule pace;
    pace.speed_ = speed;
    pace.max_gap_ = max_gap;
    return pace;
}

Schedule Schedule::of(const Options& options)
{
    if (options.rate)
        return regular(*options.rate);
    return options.pace ? recorded(options.speed.value_or(1), options.max_gap.value_or(default_max_gap))
                        : Schedule();
}

Schedule::Clock::time_point Schedule::regular_due(Clock::time_point now)
{
    const auto due = start_ + ticks(Seconds(static_cast<double>(number_) / rate_));
    if (number_ == 0 || now - due > std::chrono::seconds(1)) {
        start_ = now;
        number_ = 1;
        return now;
    }
    ++number_;
    return due;
}

Schedule::Clock::time_point Schedule::due_at(Recorded time) const
{
    return start_ + ticks(Seconds(time - *origin_) / speed_);
}

Schedule::Step Schedule::recorded_step(Recorded time, Clock::time_point now)
{
    const auto begin_at = [&](Clock::time_point start, std::string remark) {
        origin_ = time;
        start_ = start;
        return Step{start, std::move(remark)};
    };
    const auto last = std::exchange(last_, time);
    if (!origin_)
        return begin_at(now, "");
    // Not in the clock's unit, in which it may be out of range.
    const auto gap = Seconds(time.time_since_epoch()) - Seconds(last.time_since_epoch());
    if (gap < Seconds::zero())
        return begin_at(now, log::concat("its time is ", in_words(ticks(-gap)),
                                         " before that of the message before it: sent at once"));
    if (gap > absurd)
        return begin_at(now, log::concat("its time is ", in_words(ticks(gap)),
                                         " after that of the message before it: sent at once"));
    if (const auto wait = gap / speed_; wait > max_gap_)
        return begin_at(due_at(last) + max_gap_,
                        log::concat("a pause of ", in_words(ticks(wait)), " is shortened to ",
                                    in_words(max_gap_), " (see --max-gap)"));
    return {due_at(time)};
}

Schedule::Step Schedule::next(std::optional<Recorded> time, Clock::time_point now)
{
    if (rate_ > 0)
        return {regular_due(now)};
    if (speed_ <= 0 || !time)
        return {Clock::time_point::min()};
    return recorded_step(*time, now);
}

std::string in_words(std::chrono::nanoseconds time)
{
    using namespace std::chrono_literals;
    using std::chrono::round;
    if (time < 2min)
        return log::concat(Seconds(round<std::chrono::milliseconds>(time)).count(), " s");
    if (time < 2h)
        return log::concat(round<std::chrono::minutes>(time).count(), " min");
    const auto hours = round<std::chrono::hours>(time).count();
    return time < 48h ? log::concat(hours, " h") : log::concat(hours / 24, " days");
}

} // namespace zws::feed
