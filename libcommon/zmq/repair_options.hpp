// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/peer/endpoint.hpp"

#include <chrono>
#include <cstdint>

namespace zws {

/// How what is missing of a stream is had again.
struct RepairOptions {
    Endpoints endpoints;                  ///< where it is asked for; none: nowhere
    std::chrono::milliseconds wait{1000}; ///< how long messages wait for one before them that does not come
    std::uint64_t late = 0;               ///< messages to ask for at the start

    bool wanted() const { return !endpoints.empty(); }
};

} // namespace zws
