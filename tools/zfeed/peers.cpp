// SPDX-License-Identifier: MIT
#include "tools/zfeed/peers.hpp"

#include "libcommon/poll.hpp"

#include <algorithm>
#include <array>

namespace zws::feed {

namespace {

void count_down(unsigned& count)
{
    count -= std::min(count, 1U);
}

} // namespace

Peers::Peers(zmq::context_t& context, zmq::socket_t& out) : out_(out), monitor_(context, out)
{
    // Also the subscriptions to what another peer, or one just gone, has subscribed to.
    out_.set(zmq::sockopt::xpub_verboser, true);
}

void Peers::take_events()
{
    while (const auto event = monitor_.next()) {
        if (event->kind == ZMQ_EVENT_HANDSHAKE_SUCCEEDED)
            ++connected_;
        else if (event->kind == ZMQ_EVENT_DISCONNECTED)
            count_down(connected_);
    }
}

void Peers::take_subscriptions()
{
    zmq::message_t message;
    while (out_.recv(message, zmq::recv_flags::dontwait)) {
        const char kind = message.size() > 0 ? *message.data<char>() : '\0';
        if (kind == '\1')
            ++subscriptions_;
        else
            count_down(subscriptions_);
    }
}

bool Peers::await(unsigned count, Clock::time_point due, StopSignal& stop)
{
    for (;;) {
        take_events();
        take_subscriptions();
        if (connected_ >= count && subscriptions_ >= count)
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
