// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/zmq/lossy_sender.hpp"
#include "libcommon/zmq/socket.hpp"
#include "libcommon/zmq/xpub_subscriptions.hpp"
#include "tools/zws2browser/counters.hpp"
#include "tools/zws2browser/net.hpp"

#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <zmq.hpp>

namespace zws::browser {

/// Opens the socket for the uplink; nothing if there are no endpoints for it.
std::optional<Socket> open_uplink(zmq::context_t& context, const SocketOptions& options);

/// Publishes what clients send, one message of one frame each. The next message of a client is read when the
/// one before was handed over, so nothing piles up here: clients wait while a subscriber has no room, for a
/// second; then it loses what it has no room for.
class Uplink {
public:
    /// `context`: of the thread that alone uses the socket, an XPUB.
    Uplink(net::io_context& context, Socket& socket)
        : context_(context),
          fd_(socket.handle.get(zmq::sockopt::fd)),
          subscriptions_(socket),
          sender_(socket.handle),
          retry_(context.get_executor())
    {
    }

    /// Takes one, on any thread. `done` is called on the thread of the socket when the next one may come.
    void publish(std::string message, std::function<void()> done);

    /// Readable (poll(2)) when there may be something to hear().
    int fd() const { return fd_; }
    /// On the thread of the socket: takes in what subscribers have told.
    void hear() { subscriptions_.hear(); }

    /// On the thread of the socket: publishes what waits, to those who have room, and waits for nobody any
    /// more.
    void stop();

    const UplinkCounters& counters() const { return counters_; }

private:
    using Clock = std::chrono::steady_clock;

    struct Waiting {
        zmq::message_t message;
        std::function<void()> done;
    };

    void send_waiting();
    bool send(zmq::message_t& message);

    net::io_context& context_;
    int fd_;
    XpubSubscriptions subscriptions_;
    LossySender sender_;
    Timer retry_;
    std::deque<Waiting> waiting_;              ///< one of each client at most
    std::optional<Clock::time_point> patient_; ///< until then, with a subscriber that is full
    bool stopped_ = false;
    UplinkCounters counters_;
};

} // namespace zws::browser
