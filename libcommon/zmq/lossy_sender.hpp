// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <zmq.hpp>

namespace zws {

/// Sends through a PUB or XPUB, which never waits: a subscriber that is full loses messages. Other than
/// libzmq it knows that this happens, but not how many a subscriber loses until it has room again.
class LossySender {
public:
    /// `out` has been created with SocketOptions::wait_for_room, and outlives this.
    explicit LossySender(zmq::socket_t& out) : out_(out) {}

    /// Sends a frame; false, with nothing sent, where a subscriber of it is full, which only the first frame
    /// of a message is told of.
    bool try_send(zmq::message_t& frame, bool more);

    /// Sends a frame to those who have room.
    void send(zmq::message_t& frame, bool more);

    /// Messages that a subscriber has lost for certain: the first one, each time it was full.
    std::uint64_t lost() const { return lost_; }

private:
    bool offer(zmq::message_t& frame, bool more);

    zmq::socket_t& out_;
    std::uint64_t lost_ = 0;
};

} // namespace zws
