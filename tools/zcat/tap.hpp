// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/socket_monitor.hpp"
#include "libcommon/stop_signal.hpp"
#include "tools/zcat/options.hpp"

namespace zws::cat {

/// Prints the messages of `in` on stdout until the count or a limit is reached or a stop is asked for. Throws
/// TimeLimit where a limit comes before the wanted count.
/// What `monitor` tells (nullptr: nothing does) is written to stderr.
void tap(const Options& options, Socket& in, SocketMonitor* monitor, StopSignal& stop);

} // namespace zws::cat
