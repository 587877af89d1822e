// SPDX-License-Identifier: MIT
#include "tools/zws2browser/memory_watch.hpp"

#include "libcommon/cli/log.hpp"
#include "libcommon/text/quantity.hpp"

#include <algorithm>
#include <malloc.h>
#include <utility>

namespace zws::browser {

namespace {

constexpr std::size_t worth_giving_back = std::size_t{32} << 20U;

} // namespace

bool MemoryWatch::Sign::begins(std::uint64_t value, Clock::time_point now)
{
    if (std::exchange(seen, value) == value)
        return false;
    return std::exchange(quiet_until, now + std::chrono::minutes(1)) <= now;
}

void MemoryWatch::look(Clock::time_point now)
{
    const auto limit = shown_size(static_cast<std::int64_t>(budget_.limit()));
    if (given_up_.begins(ingest_.given_up.value(), now))
        log::warning("--memory-limit ", limit, " is met: logs and the history in them are shorter than ",
                     "--log-size");
    if (refused_.begins(budget_.refusals(), now))
        log::warning("--memory-limit ", limit,
                     " is met by connections, files and messages of clients: ", "others are refused");
    give_back();
}

/// The C library keeps what was freed between parts that are in use (malloc_trim(3)).
void MemoryWatch::give_back()
{
    const std::size_t held = budget_.taken() + budget_.logs().held();
    most_held_ = std::max(most_held_, held);
    if (most_held_ - held < worth_giving_back)
        return;
    most_held_ = held;
    malloc_trim(0);
}

} // namespace zws::browser
