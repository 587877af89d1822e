// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/stop_signal.hpp"
#include "tools/zrelay/options.hpp"

namespace zws::relay {

/// Forwards messages until a stop is asked for. What `out` has no room for then gets the time of its linger.
void relay(const Options& options, zmq::socket_t& in, zmq::socket_t& out, StopSignal& stop);

} // namespace zws::relay
