// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zws2browser/history/history_service.hpp"
#include "tools/zws2browser/http/about.hpp"
#include "tools/zws2browser/http/host_check.hpp"
#include "tools/zws2browser/http/site.hpp"
#include "tools/zws2browser/http/token.hpp"
#include "tools/zws2browser/net.hpp"
#include "tools/zws2browser/options.hpp"
#include "tools/zws2browser/stream/memory_budget.hpp"
#include "tools/zws2browser/websocket/uplink.hpp"

#include <functional>
#include <string>

namespace zws::browser {

/// What sessions need to know of the server.
struct Services {
    const Options& options;
    const Site& site;
    const About& about;
    const HostCheck& host_check;
    const Token& token;
    ServerBudget& memory;
    Uplink* uplink; ///< null: what clients send is discarded
    std::function<std::string()> metrics;
    HistoryService* history; ///< null: there is none
    /// Says on the given thread whether everything is alive.
    std::function<void(net::io_context&, std::function<void(bool)>)> check_health;
};

} // namespace zws::browser
