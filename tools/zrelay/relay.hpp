// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/metrics/metrics_server.hpp"
#include "libcommon/os/stop_signal.hpp"
#include "libcommon/zmq/inlet.hpp"
#include "tools/zrelay/metrics.hpp"
#include "tools/zrelay/options.hpp"
#include "tools/zrelay/outlet.hpp"

#include <functional>

namespace zws::relay {

/// Who watches; each can be missing.
struct Watchers {
    const PeerWatch* in_peers = nullptr;
    MetricsServer* metrics = nullptr;
    std::function<std::optional<Repeated>()> repeated = {}; ///< what is kept, and was sent again
};

/// Forwards messages until a stop is asked for. What `out` has no room for then gets the time of its linger.
/// Returns what Outlet::close() does.
std::optional<Outlet::Clock::time_point> relay(const Options& options, Inlet in, Outlet& out,
                                               StopSignal& stop, const Watchers& watchers = {});

} // namespace zws::relay
