// SPDX-License-Identifier: MIT
#include "libcommon/cli/warnings.hpp"

#include "libcommon/cli/log.hpp"

#include <algorithm>
#include <utility>

namespace zws {

void Skipped::add(std::string reason)
{
    if (untold_++ == 0)
        reason_ = std::move(reason);
}

void Skipped::report(Clock::time_point now)
{
    if (now < due())
        return;
    tell();
    next_ = now + std::chrono::seconds(1);
}

void Skipped::tell()
{
    if (untold_ > 0)
        log::warning("skipped ", untold_, untold_ == 1 ? " message: " : " messages: ", log::excerpt(reason_));
    untold_ = 0;
}

namespace {

std::string with_example(std::uint64_t messages, const std::string& example)
{
    return example.empty() ? "" : (messages == 1 ? ": " : ", the first: ") + example;
}

} // namespace

void Losses::add(const std::string& reason, std::uint64_t messages, std::string_view example)
{
    if (messages == 0)
        return;
    for (auto* const reasons : {&untold_, &all_}) {
        auto& lost = (*reasons)[reason];
        if (lost.messages == 0)
            lost.first = log::excerpt(example);
        lost.messages += messages;
    }
    total_ += messages;
}

std::string Losses::counted(std::uint64_t messages) const
{
    return log::concat("lost ", count_ == Count::at_least ? "at least " : "", messages,
                       messages == 1 ? " message" : " messages");
}

void Losses::report(Clock::time_point now)
{
    constexpr Clock::duration shortest = std::chrono::seconds(1);
    constexpr Clock::duration longest = std::chrono::minutes(1);
    if (now < due())
        return;
    for (const auto& [reason, lost] : untold_)
        log::warning(counted(lost.messages), ": ", reason, with_example(lost.messages, lost.first), " (",
                     total_, " in all)");
    untold_.clear();
    const bool goes_on = next_ != Clock::time_point() && now < next_ + pause_;
    pause_ = goes_on ? std::min(2 * pause_, longest) : shortest;
    next_ = now + pause_;
}

void Losses::tell_total()
{
    for (const auto& [reason, lost] : all_)
        log::warning(counted(lost.messages), " in all: ", reason, with_example(lost.messages, lost.first));
    untold_.clear();
}

} // namespace zws
