// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/os/stop_signal.hpp"
#include "tools/zcat/options.hpp"

namespace zws::cat {

/// Prints the messages of `in` on stdout until the count or a limit is reached or a stop is asked for. Throws
/// TimeLimit where a limit comes before the wanted count.
void tap(const Options& options, Socket& in, StopSignal& stop);

} // namespace zws::cat
