// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/cli/command_line.hpp"
#include "libcommon/cli/listen_address.hpp"
#include "libcommon/codec/own_numbers.hpp"
#include "libcommon/os/memory_budget.hpp"
#include "libcommon/zmq/socket.hpp"
#include "tools/zrelay/replay/keep.hpp"

#include <chrono>
#include <cstddef>
#include <optional>

namespace zws::relay {

enum class Filter { all, forward };
/// Where CURVE's keys are used: a relay may stand between a trusted inside and an outside.
enum class CurveSide { both, in, out };

struct Options {
    SocketOptions input;
    SocketOptions output;
    SocketOptions replay;          ///< where messages are asked for that are kept
    std::optional<KeepLimit> keep; ///< none: none are
    SocketPattern pattern = SocketPattern::pubsub;
    Filter filter = Filter::all;      ///< pubsub: take everything, or what the subscribers ask for
    std::optional<Overflow> overflow; ///< if a subscriber is full; none: drop, but a pipeline waits
    std::optional<CurveSide> curve_side;
    bool stats = false;
    bool stamp = false;
    bool position = false;
    OwnNumberSpec numbers; ///< of publishers, which positions are made of
    std::optional<ListenAddress> metrics;
    std::chrono::milliseconds max_delay{0}; ///< how long a message may wait for others to go with
    int io_threads = 1;                     ///< of ZeroMQ
    std::size_t memory_limit = MemoryBudget::usual_limit(); ///< for what subscribers cost, bytes

    /// Messages: a quarter of what is queued for a peer, 250 at most. A peer that keeps up has room for them,
    /// whatever it has told last: it tells of every half of its queue that it has read.
    int quarter_queue() const;

    /// Whether a full subscriber loses messages.
    bool drops() const { return pattern == SocketPattern::pubsub && overflow != Overflow::block; }

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
