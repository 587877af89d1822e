// SPDX-License-Identifier: MIT
#include "libcommon/os/watchdog.hpp"

#include "libcommon/os/service_manager.hpp"

namespace zws {

Watchdog::Watchdog()
{
    if (const auto period = service_manager::watchdog(); period.count() > 1)
        ticker_.emplace(Clock::now(), period / 2);
}

void Watchdog::tell(Clock::time_point now)
{
    if (ticker_ && ticker_->passed(now))
        service_manager::tell("WATCHDOG=1");
}

} // namespace zws
