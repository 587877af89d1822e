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

/// Checks the form of `address`; throws std::invalid_argument with what is wrong with it.
Endpoint parse_endpoint(Endpoint::Side side, std::string_view address);

} // namespace zws
