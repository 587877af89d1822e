// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/command_line.hpp"
#include "libcommon/socket.hpp"
#include "tools/zrelay/http_address.hpp"

#include <optional>

namespace zws::relay {

enum class Pattern { pubsub, pipeline };
enum class Filter { all, forward };
enum class Overflow { drop, block };

struct Options {
    SocketOptions input;
    SocketOptions output;
    Pattern pattern = Pattern::pubsub;
    Filter filter = Filter::all;        ///< pubsub: take everything, or what the subscribers ask for
    Overflow overflow = Overflow::drop; ///< pubsub: what happens where a subscriber is full; a pipeline waits
    bool overflow_given = false;
    bool stats = false;
    bool stamp = false;
    std::optional<HttpAddress> metrics;
    int io_threads = 1; ///< of ZeroMQ

    /// Whether peers and subscriptions are counted.
    bool counts() const { return stats || metrics; }
};

/// The types of the sockets on the two sides.
struct SocketTypes {
    zmq::socket_type in;
    zmq::socket_type out;
};

SocketTypes socket_types(const Options& options);

CommandLine command_line(Options& options);

} // namespace zws::relay
