// SPDX-License-Identifier: MIT
#include "tools/zfeed/peers.hpp"

#include "libcommon/poll.hpp"

#include <algorithm>
#include <array>

namespace zws::feed {

Peers::Peers(zmq::context_t& context, zmq::socket_t& out, Subscriptions& subscriptions)
    : out_(out), subscriptions_(subscriptions), monitor_(context, out)
{
    // Also the subscriptions to what another peer, or one just gone, has subscribed to.
    out_.set(zmq::sockopt::xpub_verboser, true);
}

void Peers::take_events()
{
    while (const auto event = monitor_.next()) {
        failures_.take(*event);
        if (event->kind == ZMQ_EVENT_HANDSHAKE_SUCCEEDED)
            ++connected_;
        else if (event->kind == ZMQ_EVENT_DISCONNECTED)
            connected_ -= std::min(connected_, 1U);
    }
}

bool Peers::await(unsigned count, Clock::time_point due, StopSignal& stop)
{
    for (;;) {
        take_events();
        subscriptions_.hear(out_);
        if (connected_ >= count && subscriptions_.count() >= count)
            break;
        if (stop.requested() || Clock::now() >= due)
            return false;
        std::array<zmq::pollitem_t, 3> items{{{nullptr, stop.fd(), ZMQ_POLLIN, 0},
                                              {out_.handle(), 0, ZMQ_POLLIN, 0},
                                              {monitor_.handle().handle(), 0, ZMQ_POLLIN, 0}}};
        poll(items, due);
    }
    return true;
}

} // namespace zws::feed
