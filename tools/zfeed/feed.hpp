// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/os/stop_signal.hpp"
#include "tools/zfeed/options.hpp"
#include "tools/zfeed/outlet.hpp"

#include <cstdint>

namespace zws::feed {

/// What did not reach anyone.
struct Missed {
    std::uint64_t lines = 0;    ///< that could not be sent
    std::uint64_t messages = 0; ///< that were sent to nobody
    std::uint64_t recorded = 0; ///< messages of recordings that could not be sent
    std::uint64_t places = 0;   ///< in recordings, that could not be read
};

/// Sends the lines of standard input until it ends or a stop is asked for.
Missed feed(const Options& options, FeedOutlet& out, StopSignal& stop);

/// Throws Error where there is any.
void check_none_missed(const Missed& missed);

} // namespace zws::feed
