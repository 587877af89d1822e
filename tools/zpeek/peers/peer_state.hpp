// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/peer/endpoint.hpp"
#include "libcommon/peer/introduction.hpp"

#include <string>

namespace zws::peek {

/// What is known of who is at an endpoint.
struct PeerState {
    Endpoint endpoint;
    Identity identity{};   ///< what it says of itself
    std::string problem{}; ///< why it is not usable; empty: nothing that is known
};

} // namespace zws::peek
