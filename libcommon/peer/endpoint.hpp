// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace zws {

/// A ZeroMQ endpoint (zmq_tcp(7), zmq_ipc(7), zmq_inproc(7)) and which side of the connection we are.
struct Endpoint {
    enum class Side { bind, connect };

    Side side;
    std::string address;

    /// "bind tcp://127.0.0.1:5000", as messages name it.
    std::string described() const;

    bool operator==(const Endpoint&) const = default;
};

/// Endpoints in the order in which they were given.
using Endpoints = std::vector<Endpoint>;

/// Whether `text` has the form TRANSPORT://ADDRESS.
bool names_transport(std::string_view text);

/// What the user of `text` probably meant: "tcp://127.0.0.1:5001" for "5001" and ":5001", "tcp://host:5001"
/// for "host:5001"; empty if that cannot be told.
std::string meant_endpoint(Endpoint::Side side, std::string_view text);

/// Checks the form of `address`; throws std::invalid_argument with what is wrong with it.
Endpoint parse_endpoint(Endpoint::Side side, std::string_view address);

} // namespace zws
