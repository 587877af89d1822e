// SPDX-License-Identifier: MIT
#include "tools/zpeek/top/recent_counts.hpp"

#include <algorithm>

namespace zws::peek {

void RecentCounts::add(double now, std::size_t bytes)
{
    if (begin_ < 0)
        begin_ = now;
    const auto number = static_cast<std::uint32_t>(now);
    Second& second = last_[number % last_.size()];
    if (second.number != number)
        second = {number};
    ++second.messages;
    second.bytes += bytes;
}

RecentCounts::PerSecond RecentCounts::rate(double now) const
{
    if (begin_ < 0)
        return {};
    const auto current = static_cast<std::uint32_t>(now);
    const auto first = static_cast<std::uint32_t>(begin_);
    const bool is_young = current <= first + 1;
    const std::uint32_t from = is_young ? first : std::max(first + 1, std::max(current, seconds) - seconds);
    const std::uint32_t end = is_young ? current + 1 : current;
    PerSecond sum;
    for (const Second& second : last_) {
        if (second.number >= from && second.number < end) {
            sum.messages += second.messages;
            sum.bytes += static_cast<double>(second.bytes);
        }
    }
    constexpr double shortest = 0.1; // seconds: of one message nothing can be said yet
    const double span = is_young ? std::max(now - begin_, shortest) : end - from;
    return {sum.messages / span, sum.bytes / span};
}

} // namespace zws::peek
