// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zws2browser/counters.hpp"
#include "tools/zws2browser/history/history.hpp"
#include "tools/zws2browser/stream/memory_budget.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace zws::browser {

/// What /metrics reports on.
struct ServerFigures {
    const IngestCounters& ingest;
    std::vector<const ShardCounters*> shards;
    std::size_t connections = 0;
    const UplinkCounters* uplink = nullptr; ///< null: there is none
    const ServerBudget& memory;
    const history::History* history = nullptr; ///< null: there is none
    bool repairs = false;                      ///< whether what is missing is asked for
};

/// All metrics in the text format of Prometheus, version 0.0.4.
std::string prometheus_text(const ServerFigures& figures);

} // namespace zws::browser
