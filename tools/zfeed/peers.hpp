// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/socket.hpp"
#include "libcommon/stop_signal.hpp"
#include "tools/zfeed/subscriptions.hpp"

namespace zws::feed {

/// Counts the subscribers of an XPUB socket: a peer is there when its handshake is done, and is a subscriber
/// when its subscription has come. One with two subscriptions can stand for the subscription of another.
class Peers {
public:
    using Clock = std::chrono::steady_clock;

    /// To be made before `out` is attached.
    Peers(Socket& out, Subscriptions& subscriptions);

    /// Waits until `count` subscribers are there; false if `due` came, or a stop was asked for, before.
    bool await(unsigned count, Clock::time_point due, StopSignal& stop);

private:
    Socket& out_;
    Subscriptions& subscriptions_;
};

} // namespace zws::feed
