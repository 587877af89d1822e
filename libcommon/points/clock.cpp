// SPDX-License-Identifier: MIT
#include "libcommon/points/clock.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace zws::points {

namespace {

/// A time that is further from the arrival of its message than this, in seconds, is off.
constexpr double tolerance = 60;
/// How many messages over how many seconds tell how fast a clock runs.
constexpr int enough = 3;
constexpr double long_enough = 2; // seconds

bool are_close(double one, double other)
{
    return std::abs(one - other) <= tolerance;
}

} // namespace

double Clock::place(double own, double arrived, bool is_live)
{
    settled_ = false;
    right_ = are_close(own, arrived);
    if (right_)
        return trust(own);
    if (rule_) {
        const double moved = own * rule_->scale + rule_->offset;
        if (are_close(moved, arrived))
            return moved;
        restart(); // the clock was set
    }
    observe({own, arrived});
    if (rule_)
        return own * rule_->scale + rule_->offset;
    raw_ = raw_ && own < arrived && !is_live && !stands_still({own, arrived}); // a recording
    return raw_ ? own : arrived;
}

double Clock::trust(double own)
{
    raw_ = false;
    restart();
    return own;
}

void Clock::restart()
{
    first_.reset();
    count_ = 0;
    rule_.reset();
}

/// Finds out how fast the clock runs beside ours, and so what its unit is.
void Clock::observe(Moment now)
{
    constexpr std::array<double, 4> rates{1, 1e3, 1e6, 1e9};
    if (!first_)
        first_ = now;
    const double passed = now.arrived - first_->arrived;
    if (++count_ < enough || passed < long_enough)
        return;
    const double rate = (now.own - first_->own) / passed;
    const auto* const near = std::find_if(rates.begin(), rates.end(),
                                          [rate](double known) { return std::abs(rate / known - 1) < 0.2; });
    if (near == rates.end())
        return;
    const double scale = 1 / *near;
    rule_ = {scale, now.arrived - now.own * scale};
    settled_ = std::exchange(raw_, false);
}

bool Clock::stands_still(Moment now) const
{
    return first_ && now.own == first_->own && now.arrived - first_->arrived >= long_enough;
}

} // namespace zws::points
