// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <set>
#include <string>
#include <vector>
#include <zmq.hpp>

namespace zws::nats {

/// The ZeroMQ side of messages from NATS: an XPUB or PUSH socket that knows whether it has peers.
class Outlet {
public:
    explicit Outlet(zmq::socket_t& socket);

    /// Whether anybody has subscribed; true for PUSH, which waits for a peer by itself.
    bool has_subscribers();

    /// How many messages to send at most before has_subscribers(), which also takes in what room there is: a
    /// PUB drops for peers that keep up, but of which it has not heard for so long.
    int burst_limit() const { return burst_limit_; }

    /// Sends a message whole, or not at all if there is no room; false then.
    bool send(const std::vector<std::string>& frames);

    /// Readable when a peer has connected, disconnected or read; some events may be missing.
    zmq::pollitem_t news() const { return {nullptr, fd_, ZMQ_POLLIN, 0}; }

private:
    zmq::socket_t& socket_;
    int fd_;
    bool publishes_;
    int burst_limit_;
    std::set<std::string> topics_; ///< that are subscribed to
};

} // namespace zws::nats
