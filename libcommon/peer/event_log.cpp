// SPDX-License-Identifier: MIT
#include "libcommon/peer/event_log.hpp"

#include "libcommon/cli/log.hpp"
#include "libcommon/os/descriptor_limit.hpp"

#include <utility>

namespace zws {

void EventLog::observe(const SocketMonitor::Event& event, bool attempt, Clock::time_point now)
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

void HandshakeFailures::observe(const SocketMonitor::Event& event)
{
    switch (event.kind) {
    case ZMQ_EVENT_ACCEPTED:
        accepted_[event.value] = handshakes_;
        break;
    case ZMQ_EVENT_HANDSHAKE_SUCCEEDED:
        ++handshakes_;
        break;
    case ZMQ_EVENT_HANDSHAKE_FAILED_NO_DETAIL:
        told_ = true;
        if (encrypted_)
            warning_.tell(described(event));
        else
            log::debug(described(event));
        break;
    case ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL:
    case ZMQ_EVENT_HANDSHAKE_FAILED_AUTH:
        told_ = true;
        warning_.tell(described(event));
        break;
    case ZMQ_EVENT_DISCONNECTED:
        leave(event);
        break;
    default:
        break;
    }
}

void HandshakeFailures::turn_away(const SocketMonitor::Event& event)
{
    warning_.tell("bind " + event.address + ": a peer was turned away: " + descriptors_ran_out());
}

/// libzmq does not tell of two kinds of refusal. That a handshake was done since the peer came may mean that
/// it was this one's.
void HandshakeFailures::leave(const SocketMonitor::Event& event)
{
    const auto came = accepted_.extract(event.value);
    if (!std::exchange(told_, false) && came && came.mapped() == handshakes_)
        warning_.tell("bind " + event.address +
                      ": a peer was refused: its socket type does not fit, or it speaks ZMTP "
                      "before 3.0, or another protocol (see --accept-zmtp1)");
}

} // namespace zws
