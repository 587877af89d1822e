// SPDX-License-Identifier: MIT
#pragma once

#include "tools/znats/nats/handles.hpp"

#include <cstdint>

namespace zws::nats {

/// Where a message stands in its stream.
struct StreamPosition {
    std::uint64_t sequence = 0; ///< from 1; 0 if it comes from no stream
    std::int64_t time = 0;      ///< at which it was stored, in nanoseconds since 1970

    /// Tells it from other messages, also of a stream that has the same name and was created again.
    std::uint64_t identity() const { return static_cast<std::uint64_t>(time) * 1'000'003 + sequence; }
};

/// What NATS tells of it in the subject for the acknowledgement.
StreamPosition position_of(natsMsg& message);

} // namespace zws::nats
