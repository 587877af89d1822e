// SPDX-License-Identifier: MIT
#include "tools/zfeed/peers.hpp"

#include "libcommon/poll.hpp"

#include <array>

namespace zws::feed {

Peers::Peers(Socket& out, Subscriptions& subscriptions) : out_(out), subscriptions_(subscriptions)
{
    // Also the subscriptions to what another peer, or one just gone, has subscribed to.
    out_.handle.set(zmq::sockopt::xpub_verboser, true);
}

bool Peers::await(unsigned count, Clock::time_point due, StopSignal& stop)
{
    for (;;) {
        out_.watch->hear();
        subscriptions_.hear(out_.handle);
        if (out_.watch->peers() >= count && subscriptions_.count() >= count)
            break;
        if (stop.requested() || Clock::now() >= due)
            return false;
        std::array<zmq::pollitem_t, 3> items{{{nullptr, stop.fd(), ZMQ_POLLIN, 0},
                                              {out_.handle.handle(), 0, ZMQ_POLLIN, 0},
                                              {nullptr, out_.watch->changed_fd(), ZMQ_POLLIN, 0}}};
        poll(items, due);
    }
    return true;
}

} // namespace zws::feed
