// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/os/stop_signal.hpp"
#include "libcommon/zmq/socket.hpp"
#include "tools/zsine/options.hpp"

#include <string>

namespace zws::sine {

/// Sends samples until the count or the duration is reached, or a stop is asked for. Never waits: where a
/// subscriber has no room it loses samples, which is told. `out` is an XPUB, as LossySender needs it.
void publish(const Options& options, Socket& out, StopSignal& stop);

/// {"x": `x` in seconds to the microsecond, "y": `y` in the fewest digits that read back the same}, without
/// spaces.
std::string sample(double x, double y);

} // namespace zws::sine
