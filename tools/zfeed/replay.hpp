// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/os/stop_signal.hpp"
#include "tools/zfeed/feed.hpp"
#include "tools/zfeed/options.hpp"
#include "tools/zfeed/outlet.hpp"
#include "tools/zfeed/recordings.hpp"

namespace zws::feed {

/// Sends the messages of recordings by their times, as one, until the last or until a stop is asked for.
/// Throws Error where
/// --since, --until and --topic leave none of them.
Missed replay(const Options& options, Recordings& recordings, FeedOutlet& out, StopSignal& stop);

} // namespace zws::feed
