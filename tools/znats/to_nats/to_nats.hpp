// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/metrics/metrics_server.hpp"
#include "libcommon/os/stop_signal.hpp"
#include "tools/znats/options.hpp"

#include <functional>

namespace zws::nats {

/// Carries messages from `in` to NATS until a stop is asked for; what is buffered then gets the time of the
/// socket's linger. Calls `ready` once all files could be used. Throws Error if one cannot, or if a server
/// refuses us.
void to_nats(const Options& options, Socket& in, StopSignal& stop, MetricsServer* metrics,
             const std::function<void()>& ready);

} // namespace zws::nats
