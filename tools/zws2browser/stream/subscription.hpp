// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/zmq/position.hpp"
#include "tools/zws2browser/http/request_target.hpp"
#include "tools/zws2browser/stream/batch.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace zws::browser {

/// What part of the stream a client wants to see, and in which form; clients with the same view share a
/// channel.
struct StreamView {
    std::vector<std::string> topics; ///< prefixes, sorted, each once; none: everything
    /// The least time between two batches; none: each message is a WebSocket message of its own.
    std::optional<std::chrono::milliseconds> batches = {};
    BatchForm form = BatchForm::v1; ///< of batches
    /// The window for permessage-deflate, as the number of its bits (RFC 7692); none: nothing is compressed.
    std::optional<int> deflate_window = {};

    /// Whether a message with this first frame is part of it.
    bool shows(std::string_view first_frame) const
    {
        return topics.empty() ||
               std::any_of(topics.begin(), topics.end(), [first_frame](const std::string& prefix) {
                   return first_frame.starts_with(prefix);
               });
    }

    bool operator==(const StreamView&) const = default;
    bool operator<(const StreamView& other) const
    {
        return std::tie(topics, batches, form, deflate_window) <
               std::tie(other.topics, other.batches, other.form, other.deflate_window);
    }
};

/// How a client wants to be served.
struct Subscription {
    StreamView view;
    std::uint64_t history = 0; ///< messages to start before the newest one, as far as there are
    /// Where to start, instead: with what comes after one of these, or with `history` where none is known.
    std::vector<Position> after = {};
    std::chrono::milliseconds interval{0}; ///< least time between two flushes of single messages

    bool operator==(const Subscription&) const = default;
};

/// What the query of a handshake asks for: topic=PREFIX (repeatable), history=N, after=EPOCH:SEQUENCE
/// (repeatable, with zws.batch.v2), interval=MS; others do not matter here. `form`: that of batches, if they
/// are wanted. Throws std::invalid_argument that names a parameter that makes no sense.
Subscription parse_subscription(const RequestTarget& target, std::uint64_t history_max,
                                std::optional<BatchForm> form);

} // namespace zws::browser
