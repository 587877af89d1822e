// SPDX-License-Identifier: MIT
#include "libcommon/zmq/ordered_stream.hpp"

#include "libcommon/cli/log.hpp"
#include "libcommon/os/memory_budget.hpp"
#include "libcommon/zmq/position.hpp"
#include "libcommon/zmq/replay_wire.hpp"

#include <algorithm>

namespace zws {

namespace {

constexpr std::uint64_t over = ~std::uint64_t{0};

/// Publishers of vLLM begin with 0.
std::uint64_t first_number(std::uint64_t epoch)
{
    return epoch == OrderedStream::own_numbers ? 0 : 1;
}

} // namespace

std::optional<OrderedStream::Number> OrderedStream::number_of(const Message& message)
{
    if (const auto position = position_of(message))
        return Number{position->epoch, position->sequence};
    if (const auto own = own_number(message))
        return Number{own_numbers, *own};
    return std::nullopt;
}

OrderedStream::Run& OrderedStream::add(const Number& number, Message& message, bool alone)
{
    Run& run = run_of(number, alone);
    latest_ = &run;
    if (run.order.add(number.number, message, Clock::now()) == OrderedRun::Added::repeated)
        ++counts_.twice;
    bound_memory(run);
    return run;
}

OrderedStream::Run& OrderedStream::add_repaired(const Number& number, Message& message)
{
    Run* const known = find(number.epoch);
    Run& run = known != nullptr ? *known : begin(number.epoch, number.number, number.number);
    if (run.order.add(number.number, message, Clock::now()) != OrderedRun::Added::repeated)
        ++counts_.repaired;
    bound_memory(run);
    return run;
}

/// The run of a message of the stream; one that is new begins with it, or with what is missing before it.
OrderedStream::Run& OrderedStream::run_of(const Number& number, bool alone)
{
    if (Run* const known = find(number.epoch)) {
        const bool goes_back = number.epoch == own_numbers && number.number + 1 < known->order.next() &&
                               !known->order.lacks(number.number);
        if (!goes_back)
            return *known;
        known->epoch = over;
    }
    const std::uint64_t least = first_number(number.epoch);
    if (runs_.empty()) {
        const auto before = number.number > least ? number.number - least : 0;
        return begin(number.epoch, number.number - std::min(before, late_), number.number);
    }
    return alone ? restart(number.epoch, least) : begin(number.epoch, number.number, number.number);
}

OrderedStream::Run* OrderedStream::find(std::uint64_t epoch)
{
    const auto run = std::ranges::find_if(runs_, [&](const Run& r) { return r.epoch == epoch; });
    return run == runs_.end() ? nullptr : &*run;
}

OrderedStream::Run& OrderedStream::begin(std::uint64_t epoch, std::uint64_t next, std::uint64_t counts_from)
{
    return runs_.emplace_back(Run{epoch, OrderedRun(next), counts_from});
}

OrderedStream::Run& OrderedStream::restart(std::uint64_t epoch, std::uint64_t least)
{
    for (auto& run : runs_)
        run.ended = true;
    log::warning(
        "the numbers of the stream began again: what was sent after the last that came is not known");
    Run& run = begin(epoch, least, least);
    run.waits = true;
    return run;
}

bool OrderedStream::release(Message& message)
{
    bool complete = true;
    for (auto& run : runs_) {
        run.waits = run.waits && !complete;
        if (!run.waits && run.order.ready()) {
            message = run.order.pop();
            return true;
        }
        complete = complete && run.order.complete();
    }
    // Only one of which nothing waits can go.
    if (runs_.size() > most_runs && runs_.front().order.complete() && &runs_.front() != latest_)
        runs_.pop_front();
    return false;
}

bool OrderedStream::ready() const
{
    return std::ranges::any_of(runs_, [](const Run& run) { return !run.waits && run.order.ready(); });
}

bool OrderedStream::open() const
{
    return std::ranges::any_of(runs_,
                               [](const Run& run) { return !run.order.complete() || run.order.ready(); });
}

std::uint64_t OrderedStream::waiting() const
{
    std::uint64_t all = 0;
    for (const auto& run : runs_)
        all += run.order.waiting();
    return all;
}

void OrderedStream::lose(Run& run, OrderedRun::Span span, const char* why)
{
    std::uint64_t lost = 0;
    for (const auto& gap : run.order.missing(span))
        lost += gap.last - std::clamp(run.counts_from, gap.first, gap.last);
    run.order.give_up(span);
    counts_.lost += lost;
    if (lost != 0)
        losses_.add(why, lost);
}

/// What there is no memory for waits no longer.
void OrderedStream::bound_memory(Run& run)
{
    static const std::size_t most = MemoryBudget::usual_limit() / 4;
    std::size_t bytes = 0;
    for (const auto& each : runs_)
        bytes += each.order.bytes();
    const auto gap = run.order.first_gap();
    if (bytes > most && gap && !run.order.ready())
        lose(run, *gap, "there is no memory for what waits for them");
}

} // namespace zws
