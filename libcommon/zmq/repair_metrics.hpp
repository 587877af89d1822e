// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/text/prometheus.hpp"
#include "libcommon/zmq/repair.hpp"

namespace zws {

/// Adds what /metrics says of --repair, the same in all tools.
inline void add_repair(PrometheusText& text, const Repair::Counts& counts)
{
    text.family("repaired_total", "counter", "Missing messages that were had again (--repair).")
        .sample(counts.repaired);
    text.family("repair_lost_total", "counter", "Missing messages that could not be had.")
        .sample(counts.lost);
    text.family("repair_twice_total", "counter", "Messages that came again, and were dropped.")
        .sample(counts.twice);
}

} // namespace zws
