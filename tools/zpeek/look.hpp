// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/os/stop_signal.hpp"
#include "tools/zpeek/options.hpp"
#include "tools/zpeek/view.hpp"

namespace zws::peek {

/// Gives the messages of `in` to `view` until that is done, its time is over, or a stop is asked for.
void look(const Options& options, Socket& in, StopSignal& stop, View& view);

} // namespace zws::peek
