// SPDX-License-Identifier: MIT
#pragma once

#include <thread>
#include <zmq.hpp>

namespace zws {

/// Tells on stderr, at most once a second, of handshakes of a socket that failed, and why
/// (zmq_socket_monitor(3)). Runs a thread. Goes before its socket does, on the same thread.
class HandshakeMonitor {
public:
    HandshakeMonitor(zmq::context_t& context, zmq::socket_t& socket);
    ~HandshakeMonitor();
    HandshakeMonitor(const HandshakeMonitor&) = delete;
    HandshakeMonitor& operator=(const HandshakeMonitor&) = delete;

private:
    void run();

    void* socket_;
    zmq::socket_t events_;
    std::thread thread_;
};

} // namespace zws
