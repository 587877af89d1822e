// SPDX-License-Identifier: MIT
#include "libcommon/peer/event_log.hpp"

#include "libcommon/cli/log.hpp"

namespace zws {

void EventLog::take(const SocketMonitor::Event& event, bool attempt, Clock::time_point now)
{
    if (!attempt || is_new(event, now))
        log::line("monitor", described(event));
    if (event.kind == ZMQ_EVENT_HANDSHAKE_SUCCEEDED)
        written_.clear();
}

bool EventLog::is_new(const SocketMonitor::Event& event, Clock::time_point now)
{
    constexpr std::chrono::seconds pause{5};
    // The time until the next attempt is another one each time.
    const bool again = event.kind == ZMQ_EVENT_CONNECT_RETRIED;
    const auto key = again ? "again " + event.address : described(event);
    const auto [place, added] = written_.try_emplace(key, now);
    if (!added && now - place->second < pause)
        return false;
    place->second = now;
    return true;
}

} // namespace zws
