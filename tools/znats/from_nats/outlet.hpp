// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/zmq/byte_mark.hpp"
#include "libcommon/zmq/lossy_sender.hpp"
#include "libcommon/zmq/xpub_subscriptions.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>
#include <zmq.hpp>

namespace zws::nats {

/// The ZeroMQ side of messages from NATS: an XPUB or PUSH socket that knows whether it has peers.
class Outlet {
public:
    /// `socket` is as LossySender needs it. An XPUB that does not wait for room drops what a subscriber has
    /// none for. `bytes`: what may be queued for a peer.
    Outlet(Socket& socket, bool waits, std::size_t bytes);

    /// Whether anybody has subscribed; true for PUSH, which waits for a peer by itself.
    bool has_subscribers();

    /// How many messages to send at most before has_subscribers(), which also takes in what room there is: a
    /// PUB drops for peers that keep up, but of which it has not heard for so long.
    int burst_limit() const { return burst_limit_; }

    /// Sends a message whole, or not at all if there is no room; false then.
    bool send(const std::vector<std::string>& frames);

    /// Messages that a subscriber lost for certain (see LossySender).
    std::uint64_t lost() const { return lossy_ ? lossy_->lost() : 0; }

    /// Readable when a peer has connected, disconnected or read; some events may be missing.
    zmq::pollitem_t news() const { return {nullptr, fd_, ZMQ_POLLIN, 0}; }

private:
    zmq::socket_t& socket_;
    int fd_;
    int burst_limit_;
    ByteMark mark_;
    std::optional<LossySender> lossy_;               ///< none where messages wait for room
    std::optional<XpubSubscriptions> subscriptions_; ///< of an XPUB
};

} // namespace zws::nats
