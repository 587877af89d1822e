// SPDX-License-Identifier: MIT
#include "tools/zcat/limits.hpp"

#include "libcommon/cli/log.hpp"
#include "libcommon/os/error.hpp"

namespace zws::cat {

namespace {

double in_seconds(std::chrono::nanoseconds duration)
{
    return std::chrono::duration<double>(duration).count();
}

} // namespace

Limits::Limits(const Options& options, Clock::time_point start) : options_(options)
{
    if (options.timeout)
        deadline_ = start + *options.timeout;
    arrived(start);
}

void Limits::arrived(Clock::time_point now)
{
    if (options_.idle)
        idle_end_ = now + *options_.idle;
}

void Limits::check_count(std::uint64_t printed) const
{
    if ((!options_.count && !options_.until) || reached(printed))
        return;
    const std::string messages =
        options_.count ? std::to_string(printed) + " of " + std::to_string(*options_.count) + " messages"
                       : "no message that matches --until";
    const auto now = Clock::now();
    if (now >= deadline_)
        throw TimeLimit(log::concat("timeout: ", messages, " in ", in_seconds(*options_.timeout), " s"));
    if (now >= idle_end_ && !reconnects())
        throw TimeLimit(log::concat("idle: ", messages, ", none for ", in_seconds(*options_.idle), " s"));
}

} // namespace zws::cat
