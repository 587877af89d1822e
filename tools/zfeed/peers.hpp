// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/os/stop_signal.hpp"
#include "tools/zfeed/outlet.hpp"

namespace zws::feed {

/// Counts the peers of a socket, whose handshake is done. One of an XPUB is a subscriber when its
/// subscription has come; one with two subscriptions can stand for the subscription of another.
class Peers {
public:
    using Clock = std::chrono::steady_clock;

    explicit Peers(Outlet& out) : out_(out) {}

    /// Waits until `count` of them are there; false if `due` came, or a stop was asked for, before.
    bool await(unsigned count, Clock::time_point due, StopSignal& stop);

private:
    bool enough(unsigned count);

    Outlet& out_;
};

} // namespace zws::feed
