// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zpeek/options.hpp"
#include "tools/zpeek/peers/peer_state.hpp"

#include <string>
#include <vector>

namespace zws::peek {

/// What to try where no message came from a peer: sentences, some with a command after a colon.
std::vector<std::string> advice_for(const PeerState& peer, const Options& options);

} // namespace zws::peek
