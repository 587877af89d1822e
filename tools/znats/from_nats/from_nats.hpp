// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/metrics/metrics_server.hpp"
#include "libcommon/os/stop_signal.hpp"
#include "tools/znats/options.hpp"

#include <functional>

namespace zws::nats {

/// Carries messages from NATS to `out` until a stop is asked for. Those of a stream wait for a subscriber,
/// and are acknowledged when they went out. Calls `ready` once all files could be used. Throws Error if one
/// cannot, or if a server refuses us.
void from_nats(const Options& options, Socket& out, StopSignal& stop, MetricsServer* metrics,
               const std::function<void()>& ready);

} // namespace zws::nats
