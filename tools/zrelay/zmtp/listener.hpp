// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/os/file_descriptor.hpp"
#include "libcommon/peer/endpoint.hpp"

#include <optional>
#include <string>
#include <utility>

namespace zws::relay::zmtp {

/// A TCP port that peers connect to.
class Listener {
public:
    /// Whether `endpoint` can be listened on: tcp:// with `*` or an IP address, to be bound.
    static bool takes(const Endpoint& endpoint);

    /// Throws Error "bind EP: reason".
    explicit Listener(const Endpoint& endpoint);

    struct Connection {
        FileDescriptor fd; ///< does not block
        std::string peer;  ///< "tcp://127.0.0.1:40000"
    };

    /// The next connection, if there is one. Throws Error "accept EP: reason" if one is waiting that
    /// cannot be accepted.
    std::optional<Connection> accept();

    int fd() const { return fd_.get(); }

    /// With the actual port if any was asked for.
    const Endpoint& endpoint() const { return endpoint_; }

private:
    FileDescriptor fd_;
    Endpoint endpoint_;
};

} // namespace zws::relay::zmtp
