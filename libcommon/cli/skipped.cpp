// SPDX-License-Identifier: MIT
#include "libcommon/cli/skipped.hpp"

#include "libcommon/cli/log.hpp"

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

} // namespace zws
