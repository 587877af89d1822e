// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/lossy_sender.hpp"
#include "libcommon/socket.hpp"
#include "tools/zws2browser/client_messages.hpp"
#include "tools/zws2browser/counters.hpp"
#include "tools/zws2browser/net.hpp"

#include <functional>
#include <optional>
#include <string>
#include <zmq.hpp>

namespace zws::browser {

/// Opens the socket for the uplink; nothing if there are no endpoints for it.
std::optional<Socket> open_uplink(zmq::context_t& context, const SocketOptions& options);

/// Publishes what clients send, one message of one frame each. The next message of a client is read when the
/// one before was handed over, so nothing piles up here; a subscriber that has no room loses it.
class Uplink final : public ClientMessages {
public:
    /// `context`: of the thread that alone uses the socket.
    Uplink(net::io_context& context, zmq::socket_t& socket) : context_(context), sender_(socket) {}

    /// Nothing is answered. `done` is called on the thread of the socket.
    void take(std::string message, std::function<void(Answer)> done) override;

    const Counter& published() const { return published_; }

    /// Messages that a subscriber lost for certain (see LossySender); on the thread of the socket.
    std::uint64_t lost() const { return sender_.lost(); }

private:
    net::io_context& context_;
    LossySender sender_;
    Counter published_;
};

} // namespace zws::browser
