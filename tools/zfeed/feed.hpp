// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/stop_signal.hpp"
#include "tools/zfeed/options.hpp"
#include "tools/zfeed/outlet.hpp"

#include <cstdint>

namespace zws::feed {

/// Sends the lines of standard input until it ends or a stop is asked for; returns how many lines could not
/// be sent.
std::uint64_t feed(const Options& options, Outlet& out, StopSignal& stop);

/// Throws Error where there are `unsent` lines.
void check_all_sent(std::uint64_t unsent);

} // namespace zws::feed
