// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/cli/warnings.hpp"
#include "libcommon/peer/socket_monitor.hpp"

#include <chrono>
#include <cstdint>
#include <map>
#include <string>

namespace zws {

/// Writes what happens to the connections of a socket to stderr, as "monitor: EVENT". What an endpoint that
/// is connected to repeats with each attempt is written once in 5 seconds at most, until a handshake is done.
class EventLog {
public:
    using Clock = std::chrono::steady_clock;

    /// `attempt`: of an endpoint that is connected to.
    void observe(const SocketMonitor::Event& event, bool attempt, Clock::time_point now);

private:
    bool is_new(const SocketMonitor::Event& event, Clock::time_point now);

    std::map<std::string, Clock::time_point> written_; ///< as many as kinds of events and endpoints
};

/// Warns of handshakes in which those who connect to us fail, and why, at most once a second.
class HandshakeFailures {
public:
    /// `encrypted`: the socket has CURVE, where a peer without it may close the connection before we do. On
    /// others a connection that was just closed is a detail: port scanners and health checks leave so.
    explicit HandshakeFailures(bool encrypted) : encrypted_(encrypted) {}

    /// To be given all events.
    void observe(const SocketMonitor::Event& event);

    /// The peer that this event tells of was not let in, for want of descriptors.
    void turn_away(const SocketMonitor::Event& event);

private:
    void leave(const SocketMonitor::Event& event);

    bool encrypted_;
    std::map<std::uint32_t, std::uint64_t> accepted_; ///< by descriptor: handshakes_ when it came
    std::uint64_t handshakes_ = 0;                    ///< that were done
    bool told_ = false;                               ///< why the connection failed that is closed next
    RareWarning warning_;
};

} // namespace zws
