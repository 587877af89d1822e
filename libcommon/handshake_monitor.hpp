// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/socket_monitor.hpp"

#include <chrono>
#include <thread>
#include <zmq.hpp>

namespace zws {

/// Warns of handshakes that failed, and why, at most once a second.
class HandshakeFailures {
public:
    /// Of these kinds of events.
    static constexpr int mask = ZMQ_EVENT_HANDSHAKE_FAILED_NO_DETAIL | ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL |
                                ZMQ_EVENT_HANDSHAKE_FAILED_AUTH;

    /// Ignores events of other kinds.
    void take(const SocketMonitor::Event& event);

private:
    std::chrono::steady_clock::time_point next_; ///< no warning before this
};

/// Warns of the failed handshakes of a socket, on a thread of its own. Must be destroyed before its
/// socket, on the same thread. libzmq has one monitor per socket: a SocketMonitor that is made later takes
/// its place, and should have HandshakeFailures of its own.
class HandshakeMonitor {
public:
    HandshakeMonitor(zmq::context_t& context, zmq::socket_t& socket);
    ~HandshakeMonitor();
    HandshakeMonitor(const HandshakeMonitor&) = delete;
    HandshakeMonitor& operator=(const HandshakeMonitor&) = delete;

private:
    SocketMonitor monitor_;
    std::thread thread_;
};

} // namespace zws
