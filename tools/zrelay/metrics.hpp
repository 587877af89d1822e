// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/zmq/repair.hpp"
#include "tools/zrelay/outlet.hpp"
#include "tools/zrelay/replay/replay.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace zws::relay {

/// What is kept, and was sent again.
struct Repeated {
    Keep::Size kept;
    Replay::Counts counts;
};

/// The counters of a relay, and its peers.
struct RelayFigures {
    std::uint64_t messages = 0;
    std::uint64_t bytes = 0;
    std::uint64_t subscriptions = 0; ///< of all subscribers; 0 in a pipeline
    std::uint64_t publishers = 0;    ///< connections of the incoming socket
    std::uint64_t subscribers = 0;   ///< those of the outgoing one
    bool blocked = false;            ///< a message waits for room
    Drops dropped;
    std::uint64_t unheard = 0;         ///< messages that no subscriber was there for
    std::optional<std::size_t> memory; ///< that subscribers cost, bytes; none: not known
    std::size_t memory_limit = 0;
    std::optional<Repair::Counts> repaired; ///< none: what is missing is not asked for
    std::optional<Repeated> repeated;       ///< none: nothing is kept
};

/// Prometheus' text format, version 0.0.4.
std::string prometheus(const RelayFigures& figures);

} // namespace zws::relay
