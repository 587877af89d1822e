// SPDX-License-Identifier: MIT
#include "tools/zws2browser/metrics.hpp"

#include "tests/unit/catch.hpp"

#include <string>

using namespace zws::browser;
using Catch::Matchers::ContainsSubstring;

TEST_CASE("metrics add up what the shards count")
{
    IngestCounters ingest;
    ShardCounters one;
    ShardCounters two;
    ingest.messages.add(7);
    one.delivered.add(3);
    two.delivered.add(4);
    one.dropped.add(1);
    two.clients.add(2);
    two.clients.subtract();
    one.fan_out_ns.add(1'500'000'000);
    UplinkCounters uplink;
    uplink.published.add(6);
    uplink.unheard.add(2);
    uplink.lost.add(1);
    ServerBudget budget(1000);
    ServerBudget::Share share(budget);
    const auto log = budget.logs().allocate(300);
    share.resize(400);
    share.resize(600);
    const auto text = prometheus_text({ingest, {&one, &two}, 5, &uplink, budget});
    for (const std::string line : {"messages_received_total 7", "messages_delivered_total 7",
                                   "messages_dropped_total{reason=\"overtaken\"} 1", "clients 1",
                                   "connections 5", "uplink_messages_total 6", "uplink_unheard_total 2",
                                   "uplink_lost_total 1", "log_bytes 300", "fan_out_seconds_total 1.5",
                                   "memory_limit_bytes 1000", "client_bytes 400", "memory_refusals_total 1"})
        CHECK_THAT(text, ContainsSubstring("\nzws2browser_" + line + "\n"));
}
