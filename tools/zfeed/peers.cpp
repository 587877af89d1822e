// SPDX-License-Identifier: MIT
#include "tools/zfeed/peers.hpp"

#include "libcommon/os/poll.hpp"

#include <array>

namespace zws::feed {

bool Peers::enough(unsigned count)
{
    out_.socket.watch->hear();
    if (out_.subscriptions)
        out_.subscriptions->hear();
    return out_.socket.watch->peers() >= count &&
           (!out_.subscriptions || out_.subscriptions->count() >= count);
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
