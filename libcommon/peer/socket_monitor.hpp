// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <zmq.hpp>

namespace zws {

/// What happens to the connections of a socket (zmq_socket_monitor(3)). Must be destroyed before the socket,
/// and has to be read: the queue of events is short, and a full one holds up the connections.
class SocketMonitor {
public:
    struct Event {
        std::uint16_t kind = 0;  ///< ZMQ_EVENT_...
        std::uint32_t value = 0; ///< its meaning depends on the kind
        std::string address;
    };

    /// Watches `socket`, which is best not attached yet, for the kinds of events in `mask` (ZMQ_EVENT_...).
    SocketMonitor(zmq::context_t& context, zmq::socket_t& socket, int mask = ZMQ_EVENT_ALL);
    ~SocketMonitor();
    SocketMonitor(const SocketMonitor&) = delete;
    SocketMonitor& operator=(const SocketMonitor&) = delete;

    /// To be polled for reading.
    zmq::socket_t& handle() { return events_; }

    /// The next event; none if there is none now. Never blocks.
    std::optional<Event> next();

    /// Ends the watch, and tells ZMQ_EVENT_MONITOR_STOPPED. To be called by the thread that has the socket.
    void stop();

private:
    void* watched_;
    zmq::socket_t events_;
};

/// The event for people: "connected tcp://127.0.0.1:5001", "handshake failed tcp://...: REASON".
std::string described(const SocketMonitor::Event& event);

} // namespace zws
