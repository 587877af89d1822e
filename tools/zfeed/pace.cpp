// SPDX-License-Identifier: MIT
#include "tools/zfeed/pace.hpp"

namespace zws::feed {

namespace {

using Seconds = std::chrono::duration<double>;

/// `duration` in the clock's unit, kept within a century.
Pace::Clock::duration ticks(Seconds duration)
{
    constexpr Seconds century(100 * 365.25 * 86400);
    return std::chrono::duration_cast<Pace::Clock::duration>(duration < century ? duration : century);
}

} // namespace

Pace Pace::regular(double rate)
{
    Pace pace;
    pace.rate_ = rate;
    return pace;
}

Pace Pace::recorded(double speed)
{
    Pace pace;
    pace.speed_ = speed;
    return pace;
}

Pace::Clock::time_point Pace::regular_due(Clock::time_point now)
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

Pace::Clock::time_point Pace::due(std::optional<std::chrono::system_clock::time_point> time,
                                  Clock::time_point now)
{
    if (rate_ > 0)
        return regular_due(now);
    if (speed_ <= 0 || !time)
        return Clock::time_point::min();
    if (!origin_ || *time < last_) {
        origin_ = time;
        start_ = now;
    }
    last_ = *time;
    return start_ + ticks(Seconds(*time - *origin_) / speed_);
}

} // namespace zws::feed
