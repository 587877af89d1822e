// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/zmq/repair.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace zws::nats {

/// What a bridge counts; what is none does not occur in its direction, or without a stream.
struct BridgeFigures {
    std::uint64_t messages = 0; ///< carried, each once
    std::uint64_t bytes = 0;
    bool connected = false;                      ///< to a server
    std::uint64_t connections = 0;               ///< to servers, so far
    std::uint64_t peers = 0;                     ///< of the ZeroMQ socket
    std::optional<std::uint64_t> stored;         ///< by the stream
    std::optional<std::uint64_t> stored_already; ///< of those, what it had
    std::optional<std::uint64_t> redelivered;    ///< by the stream, each time
    std::optional<std::uint64_t> in_flight;      ///< sent and not known to have arrived
    std::optional<std::uint64_t> again;          ///< sent once more, each time
    std::optional<std::uint64_t> unheard;        ///< messages that no subscriber was there for
    std::uint64_t buffered = 0;                  ///< waiting or in flight
    std::uint64_t lost = 0;
    bool lost_more = false; ///< at least so many
    std::optional<Repair::Counts> repaired = {};
};

/// "3 stored, 2 in flight, 0 sent again, 4 buffered, 0 lost"
std::string described(const BridgeFigures& figures);

/// Prometheus' text format, version 0.0.4.
std::string prometheus(const BridgeFigures& figures);

} // namespace zws::nats
