// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/socket_monitor.hpp"

#include <chrono>
#include <cstdint>
#include <map>
#include <string>

namespace zws {

/// Warns of handshakes in which those who connect to us fail, and why, at most once a second.
class HandshakeFailures {
public:
    /// To be given all events. A connection that was just closed is a detail: whoever looks whether a port is
    /// open leaves so.
    void take(const SocketMonitor::Event& event);

private:
    void leave(const SocketMonitor::Event& event);
    void warn(const std::string& text);

    std::map<std::uint32_t, std::uint64_t> accepted_; ///< by descriptor: handshakes_ when it came
    std::uint64_t handshakes_ = 0;                    ///< that were done
    bool told_ = false;                               ///< why the connection failed that is closed next
    std::chrono::steady_clock::time_point next_;      ///< no warning before this
};

} // namespace zws
