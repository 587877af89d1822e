// SPDX-License-Identifier: MIT
#include "libcommon/losses.hpp"

#include "libcommon/log.hpp"

#include <algorithm>

namespace zws {

void Losses::add(const std::string& reason, std::uint64_t messages)
{
    if (messages == 0)
        return;
    untold_[reason] += messages;
    all_[reason] += messages;
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
    for (const auto& [reason, messages] : untold_)
        log::warning(counted(messages), ": ", reason, " (", total_, " in all)");
    untold_.clear();
    const bool goes_on = next_ != Clock::time_point() && now < next_ + pause_;
    pause_ = goes_on ? std::min(2 * pause_, longest) : shortest;
    next_ = now + pause_;
}

void Losses::tell_total()
{
    for (const auto& [reason, messages] : all_)
        log::warning(counted(messages), " in all: ", reason);
    untold_.clear();
}

} // namespace zws
