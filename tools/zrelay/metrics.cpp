// SPDX-License-Identifier: MIT
#include "tools/zrelay/metrics.hpp"

#include <string_view>

namespace zws::relay {

namespace {

void append(std::string& out, std::string_view name, std::string_view type, std::string_view help,
            std::uint64_t value)
{
    out.append("# HELP ").append(name).append(" ").append(help);
    out.append("\n# TYPE ").append(name).append(" ").append(type);
    out.append("\n").append(name).append(" ").append(std::to_string(value)).append("\n");
}

} // namespace

std::string prometheus(const Figures& figures)
{
    std::string out;
    append(out, "zrelay_messages_total", "counter", "Messages forwarded.", figures.messages);
    append(out, "zrelay_bytes_total", "counter", "Bytes of their frames.", figures.bytes);
    append(out, "zrelay_in_peers", "gauge", "Connections of the incoming socket.", figures.publishers);
    append(out, "zrelay_out_peers", "gauge", "Connections of the outgoing socket.", figures.subscribers);
    append(out, "zrelay_subscriptions", "gauge", "Subscriptions of all subscribers.", figures.subscriptions);
    append(out, "zrelay_blocked", "gauge", "1 while a message waits for room.", figures.blocked ? 1 : 0);
    append(out, "zrelay_dropped_total", "counter",
           figures.dropped.exact
               ? "Messages that a subscriber had no room for, once for each such subscriber."
               : "Messages that a subscriber had no room for, at least: once each time one was full.",
           figures.dropped.messages);
    append(out, "zrelay_unheard_total", "counter", "Messages that no subscriber was there for.",
           figures.unheard);
    if (!figures.memory)
        return out;
    append(out, "zrelay_memory_bytes", "gauge", "What is queued for subscribers, and their subscriptions.",
           *figures.memory);
    append(out, "zrelay_memory_limit_bytes", "gauge", "What that may be (--memory-limit).",
           figures.memory_limit);
    append(out, "zrelay_memory_dropped_total", "counter",
           "Of the dropped messages, those for which no memory was left.", figures.dropped.for_memory);
    return out;
}

} // namespace zws::relay
