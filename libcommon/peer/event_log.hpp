// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/peer/socket_monitor.hpp"

#include <chrono>
#include <map>
#include <string>

namespace zws {

/// Writes what happens to the connections of a socket to stderr, as "monitor: EVENT". What an endpoint that
/// is connected to repeats with each attempt is written once in 5 seconds at most, until a handshake is done.
class EventLog {
public:
    using Clock = std::chrono::steady_clock;

    /// `attempt`: of an endpoint that is connected to.
    void take(const SocketMonitor::Event& event, bool attempt, Clock::time_point now);

private:
    bool is_new(const SocketMonitor::Event& event, Clock::time_point now);

    std::map<std::string, Clock::time_point> written_; ///< as many as kinds of events and endpoints
};

} // namespace zws
