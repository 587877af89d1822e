// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/zmq/message.hpp"

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace zws {

/// What is asked of who keeps messages (zws(7), REPAIR): those of an epoch from one number on, or those that
/// carry their number in their second frame, as publishers of vLLM send them.
struct ReplayRequest {
    /// The end mark of an answer as a number; as the start of a request, with a count: the last ones.
    static constexpr std::uint64_t end = std::numeric_limits<std::uint64_t>::max();

    std::uint64_t start = 0;
    /// None: of those with numbers of their own, all from `start` on; 0: the newest that there is.
    std::optional<std::uint64_t> epoch = {};
    std::uint64_t count = 0; ///< with an epoch: so many numbers

    bool operator==(const ReplayRequest&) const = default;
};

/// The frames of a request, after the empty one; that without an epoch is the one of vLLM.
std::vector<std::string> frames_of(const ReplayRequest& request);

/// The request in a message that a ROUTER received, the name of who asks first; none: it is not one.
std::optional<ReplayRequest> request_in(const Message& message);

/// What the end mark of an answer to a request with an epoch tells besides.
struct ReplayEnd {
    std::uint64_t start = 0;  ///< of the request
    std::uint64_t epoch = 0;  ///< that was asked for; the newest, where any was
    std::uint64_t newest = 0; ///< number that is kept of it; 0: none is
    std::uint64_t newest_epoch = 0;

    bool operator==(const ReplayEnd&) const = default;
};

std::vector<std::string> frames_of(const ReplayEnd& end);

/// What an answer that a DEALER received is.
struct ReplayAnswer {
    std::uint64_t number = 0;              ///< ReplayRequest::end: all that there was has come
    std::optional<ReplayEnd> end = {};     ///< none: vLLM's, or not the end
    static constexpr std::size_t head = 2; ///< frames before those of the message

    bool ends() const { return number == ReplayRequest::end; }
};

/// None: it is not an answer.
std::optional<ReplayAnswer> answer_in(const Message& message);

/// The number that a message carries in its second frame of three, besides a position: topic, number in 8
/// bytes, payload. None: it has another form.
std::optional<std::uint64_t> own_number(const Message& message);

} // namespace zws
