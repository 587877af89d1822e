// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <zmq.hpp>

namespace zws {

/// What a socket is to its peers.
struct OwnSide {
    zmq::socket_type type;
    std::string mechanism = "NULL"; ///< or CURVE
    bool ipv6 = false;              ///< names may be resolved to addresses of IPv6
    bool takes_zmtp1 = false;
};

/// What a peer says of itself; what it does not say is empty.
struct Identity {
    std::string type;      ///< of its socket: "PUB"
    std::string zmtp;      ///< the version: "3.1"
    std::string mechanism; ///< of security: "NULL"
};

/// What was found out of a peer.
struct Finding {
    std::string reason;    ///< why it is not usable; empty: nothing that is known speaks against it
    std::string type{};    ///< its socket type, where that is the reason
    bool before_3 = false; ///< it speaks ZMTP before 3.0, where libzmq does not tell that a handshake is done
    Identity identity{};   ///< of probe()
};

/// What a peer says of itself in `bytes`, the first that it sends, as far as they go.
Identity read_identity(std::string_view bytes);

/// What is to be said of a peer that sends `bytes` first (ZMTP 1.0 to 3.1: RFC 13, 15, 23 and 37 of
/// rfc.zeromq.org); none while there are too few. `closed`: no more follow.
std::optional<Finding> read_introduction(std::string_view bytes, bool closed, const OwnSide& own);

} // namespace zws
