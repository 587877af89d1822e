// SPDX-License-Identifier: MIT
#include "tools/zfeed/peers.hpp"

#include "libcommon/poll.hpp"

#include <array>

namespace zws::feed {

Peers::Peers(Outlet& out) : out_(out)
{
    // Also the subscriptions to what another peer, or one just gone, has subscribed to.
    if (out_.type == zmq::socket_type::xpub)
        out_.socket.handle.set(zmq::sockopt::xpub_verboser, true);
}

bool Peers::enough(unsigned count)
{
    out_.socket.watch->hear();
    if (out_.type != zmq::socket_type::xpub)
        return out_.socket.watch->peers() >= count;
    out_.subscriptions.hear(out_.socket.handle);
    return out_.socket.watch->peers() >= count && out_.subscriptions.count() >= count;
}

bool Peers::await(unsigned count, Clock::time_point due, StopSignal& stop)
{
    while (!enough(count)) {
        if (stop.requested() || Clock::now() >= due)
            return false;
        std::array<zmq::pollitem_t, 3> items{{{nullptr, stop.fd(), ZMQ_POLLIN, 0},
                                              {out_.socket.handle.handle(), 0, ZMQ_POLLIN, 0},
                                              {nullptr, out_.socket.watch->changed_fd(), ZMQ_POLLIN, 0}}};
        poll(items, due);
    }
    return true;
}

} // namespace zws::feed
