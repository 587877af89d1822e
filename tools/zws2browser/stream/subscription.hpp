// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zws2browser/http/request_target.hpp"
#include "tools/zws2browser/stream/stream_view.hpp"

#include <chrono>
#include <cstdint>

namespace zws::browser {

/// How a client wants to be served.
struct Subscription {
    StreamView view;
    std::uint64_t history = 0;             ///< messages to start before the newest one, as far as there are
    std::chrono::milliseconds interval{0}; ///< least time between two flushes of single messages

    bool operator==(const Subscription&) const = default;
};

/// What the query of a handshake asks for: topic=PREFIX (repeatable), history=N, interval=MS; others do not
/// matter here. `batched`: in the form of zws.batch.v1. Throws std::invalid_argument that names a parameter
/// that makes no sense.
Subscription parse_subscription(const RequestTarget& target, std::uint64_t history_max, bool batched);

} // namespace zws::browser
