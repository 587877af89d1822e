// SPDX-License-Identifier: MIT
#include "libcommon/zmq/ordered_run.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace zws {

OrderedRun::Added OrderedRun::add(std::uint64_t number, Message& message, Clock::time_point now)
{
    if (number >= next_) {
        expect(number, now);
        next_ = number + 1;
        hold(number, message);
        return Added::held;
    }
    if (!fill(number, now))
        return Added::repeated;
    hold(number, message);
    return Added::filled;
}

void OrderedRun::expect(std::uint64_t number, Clock::time_point now)
{
    if (number <= next_)
        return;
    gaps_.emplace(next_, Gap{number, now, {}});
    next_ = number;
}

void OrderedRun::hold(std::uint64_t number, Message& message)
{
    bytes_ += message.memory();
    held_.emplace(number, std::move(message));
}

/// False if the number is not missing.
bool OrderedRun::fill(std::uint64_t number, Clock::time_point now)
{
    auto after = gaps_.upper_bound(number);
    if (after == gaps_.begin())
        return false;
    const auto gap = std::prev(after);
    if (number >= gap->second.last)
        return false;
    Gap rest = gap->second;
    rest.since = now;
    gap->second.last = number;
    gap->second.since = now;
    if (gap->first == number)
        gaps_.erase(gap);
    if (number + 1 < rest.last)
        gaps_.emplace(number + 1, rest);
    return true;
}

Message OrderedRun::pop()
{
    Message message = std::move(held_.begin()->second);
    held_.erase(held_.begin());
    bytes_ -= message.memory();
    return message;
}

std::vector<OrderedRun::Span> OrderedRun::missing(Span span) const
{
    std::vector<Span> spans;
    auto gap = gaps_.upper_bound(span.first);
    if (gap != gaps_.begin())
        --gap;
    for (; gap != gaps_.end() && gap->first < span.last; ++gap) {
        const Span cut{std::max(gap->first, span.first), std::min(gap->second.last, span.last)};
        if (cut.first < cut.last)
            spans.push_back(cut);
    }
    return spans;
}

void OrderedRun::give_up(Span span)
{
    for (const auto& cut : missing(span)) {
        const auto gap = std::prev(gaps_.upper_bound(cut.first));
        const auto first = gap->first;
        const Gap whole = gap->second;
        gaps_.erase(gap);
        if (first < cut.first)
            gaps_.emplace(first, Gap{cut.first, whole.since, whole.asked});
        if (cut.last < whole.last)
            gaps_.emplace(cut.last, whole);
    }
}

void OrderedRun::wait_from(Clock::time_point now)
{
    for (auto& [first, gap] : gaps_)
        gap.since = now;
}

std::vector<OrderedRun::Span> OrderedRun::older_than(Clock::time_point since) const
{
    std::vector<Span> spans;
    for (const auto& [first, gap] : gaps_) {
        if (gap.since < since)
            spans.push_back({first, gap.last});
    }
    return spans;
}

std::vector<OrderedRun::Span> OrderedRun::to_ask(Clock::time_point since, Clock::time_point now)
{
    std::vector<Span> spans;
    for (auto& [first, gap] : gaps_) {
        if (std::max(gap.asked, gap.asked == Clock::time_point() ? gap.asked : gap.since) >= since)
            continue;
        gap.asked = now;
        spans.push_back({first, gap.last});
    }
    return spans;
}

std::optional<OrderedRun::Span> OrderedRun::first_gap() const
{
    if (gaps_.empty())
        return std::nullopt;
    return Span{gaps_.begin()->first, gaps_.begin()->second.last};
}

} // namespace zws
