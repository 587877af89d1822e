// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zws2browser/counters.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace zws::browser {

/// What /metrics tells of.
struct Figures {
    const IngestCounters& ingest;
    std::vector<const ShardCounters*> shards;
    std::size_t connections = 0;
    std::uint64_t uplink_messages = 0;
};

/// All figures in Prometheus' text format, version 0.0.4.
std::string prometheus_text(const Figures& figures);

} // namespace zws::browser
