// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/peer/connection.hpp"
#include "libcommon/peer/socket_monitor.hpp"

#include <cstdint>
#include <map>
#include <vector>

namespace zws {

/// The connections of a socket of libzmq, and whether what libzmq wrote to them has arrived at the other
/// machines.
class OpenConnections {
public:
    /// To be given all events of the socket.
    void observe(const SocketMonitor::Event& event);

    /// Those that are there: each has a number that no other one had.
    std::vector<std::uint64_t> numbers() const;

    /// Whether there are some, none of them is ending, and nothing is on its way (has_arrived()).
    bool have_all() const;

private:
    struct Numbered {
        std::uint64_t number;
        PeerConnection connection;
    };

    std::map<int, Numbered> connections_; ///< by descriptor
    std::uint64_t number_ = 0;            ///< of the one that came last
};

} // namespace zws
