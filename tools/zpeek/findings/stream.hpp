// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zpeek/findings/commands.hpp"
#include "tools/zpeek/findings/findings.hpp"
#include "tools/zpeek/peers/peer_state.hpp"

#include <chrono>
#include <string>
#include <vector>

namespace zws::peek {

/// All that is known of a stream at the end of a look.
struct StreamFindings {
    std::vector<PeerState> peers;
    std::chrono::nanoseconds looked; ///< for so long
    const Samples* topics;           ///< which have to stay
    std::vector<TopicFindings> found;
    std::vector<Commands> commands; ///< of each
    std::vector<std::string> advice;
};

} // namespace zws::peek
