// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/handshake_monitor.hpp"

#include <cstdint>

namespace zws::relay {

/// The number of peers that a socket is connected to. Warns of handshakes that fail.
class PeerCount {
public:
    /// `socket` is best not attached yet.
    PeerCount(zmq::context_t& context, zmq::socket_t& socket) : monitor_(context, socket) {}

    /// To be called often enough: once a second will do.
    std::uint64_t now();

private:
    SocketMonitor monitor_;
    HandshakeFailures failures_;
    std::uint64_t count_ = 0;
};

} // namespace zws::relay
