// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/cli/warnings.hpp"
#include "libcommon/peer/connection.hpp"
#include "libcommon/peer/socket_monitor.hpp"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <map>
#include <optional>

namespace zws {

/// Ends connections of TCP that libzmq keeps: those of peers that have vanished with messages on the way to
/// them, which keepalive does not find, and those of peers that send too much for the socket to be read in
/// between, with a warning. libzmq takes in one call all that comes without a pause, so that who reads it
/// sees the first after the last.
class TcpWatch {
public:
    using Clock = std::chrono::steady_clock;

    /// Bytes that may come before the socket is read again.
    struct Limits {
        std::uint64_t one; ///< from one peer
        std::uint64_t all; ///< from all, beyond which none of them may send more than `few`
        std::uint64_t few;
    };

    /// Without limits peers may send as they like.
    explicit TcpWatch(const std::optional<Limits>& limits) : limits_(limits) {}

    /// All that had come was read. To be called by who reads the socket, on any thread.
    void read() { read_ = true; }

    /// To be given all events of the socket.
    void observe(const SocketMonitor::Event& event, Clock::time_point now);

    /// When look() is to be called; time_point::max(): not for now.
    Clock::time_point due() const { return due_; }

    /// Ends the connections that are to end.
    void look(Clock::time_point now);

private:
    struct Peer {
        PeerConnection connection;
        std::uint64_t received = 0; ///< bytes, in all
        std::uint64_t read = 0;     ///< those of them that came before the socket was read
        std::uint64_t unread() const { return received - read; }
    };

    Clock::duration between_looks() const;
    void forget_gone();
    void look_at_unread();
    void end_floods(std::uint64_t most);

    std::optional<Limits> limits_;
    std::atomic<bool> read_{false};
    std::map<int, Peer> peers_;   ///< by descriptor
    std::uint64_t from_gone_ = 0; ///< bytes that are unread, of peers that have gone
    Clock::time_point due_ = Clock::time_point::max();
    RareWarning warning_;
};

} // namespace zws
