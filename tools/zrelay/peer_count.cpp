// SPDX-License-Identifier: MIT
#include "tools/zrelay/peer_count.hpp"

namespace zws::relay {

std::uint64_t PeerCount::now()
{
    while (const auto event = monitor_.next()) {
        failures_.take(*event);
        if (event->kind == ZMQ_EVENT_HANDSHAKE_SUCCEEDED)
            ++count_;
        // Also of a connection whose handshake failed, where there was nothing to count.
        else if (event->kind == ZMQ_EVENT_DISCONNECTED && count_ > 0)
            --count_;
    }
    return count_;
}

} // namespace zws::relay
