// SPDX-License-Identifier: MIT
#include "tools/znats/losses.hpp"

#include "libcommon/log.hpp"

namespace zws::nats {

void Losses::add(const std::string& reason, std::uint64_t messages)
{
    if (messages == 0)
        return;
    untold_[reason] += messages;
    total_ += messages;
}

void Losses::report(Clock::time_point now)
{
    if (now < due())
        return;
    tell();
    next_ = now + std::chrono::seconds(1);
}

void Losses::tell()
{
    for (const auto& [reason, messages] : untold_)
        log::warning("lost ", messages, messages == 1 ? " message: " : " messages: ", reason, " (", total_,
                     " in all)");
    untold_.clear();
}

} // namespace zws::nats
