// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/os/stop_signal.hpp"
#include "tools/zrelay/metrics_server.hpp"
#include "tools/zrelay/options.hpp"
#include "tools/zrelay/outlet.hpp"

namespace zws::relay {

/// Who watches; each can be missing.
struct Watchers {
    const PeerWatch* in_peers = nullptr;
    MetricsServer* metrics = nullptr;
};

/// Forwards messages until a stop is asked for. What `out` has no room for then gets the time of its linger.
/// Returns what Outlet::close() does.
std::optional<Outlet::Clock::time_point> relay(const Options& options, zmq::socket_t& in, Outlet& out,
                                               StopSignal& stop, const Watchers& watchers = {});

} // namespace zws::relay
