// SPDX-License-Identifier: MIT
#include "tools/zrelay/metrics.hpp"

#include "libcommon/text/prometheus.hpp"
#include "libcommon/zmq/repair_metrics.hpp"

namespace zws::relay {

namespace {

void add(PrometheusText& text, const Repeated& repeated)
{
    text.family("kept_messages", "gauge", "Messages that can be asked for again.")
        .sample(repeated.kept.messages);
    text.family("kept_bytes", "gauge", "What they take of the memory.").sample(repeated.kept.bytes);
    text.family("replay_requests_total", "counter", "Requests for kept messages that were answered.")
        .sample(repeated.counts.requests);
    text.family("replayed_total", "counter", "Messages that were sent again.")
        .sample(repeated.counts.messages);
    text.family("replay_refused_total", "counter", "Requests that are none, or were too many at once.")
        .sample(repeated.counts.refused);
}

} // namespace

std::string prometheus(const RelayFigures& figures)
{
    PrometheusText text("zrelay_");
    text.family("messages_total", "counter", "Messages forwarded.").sample(figures.messages);
    text.family("bytes_total", "counter", "Bytes of their frames.").sample(figures.bytes);
    text.family("in_peers", "gauge", "Connections of the incoming socket.").sample(figures.publishers);
    text.family("out_peers", "gauge", "Connections of the outgoing socket.").sample(figures.subscribers);
    text.family("subscriptions", "gauge", "Subscriptions of all subscribers.").sample(figures.subscriptions);
    text.family("blocked", "gauge", "1 while a message waits for room.").sample(figures.blocked ? 1 : 0);
    text.family("dropped_total", "counter",
                figures.dropped.exact
                    ? "Messages that a subscriber had no room for, once for each such subscriber."
                    : "Messages that a subscriber had no room for, at least: once each time one was full.")
        .sample(figures.dropped.messages);
    text.family("unheard_total", "counter", "Messages that no subscriber was there for.")
        .sample(figures.unheard);
    if (figures.repaired)
        add_repair(text, *figures.repaired);
    if (figures.repeated)
        add(text, *figures.repeated);
    if (!figures.memory)
        return text.rendered();
    text.family("memory_bytes", "gauge", "What is queued for subscribers, and their subscriptions.")
        .sample(*figures.memory);
    text.family("memory_limit_bytes", "gauge", "What that may be (--memory-limit).")
        .sample(figures.memory_limit);
    text.family("memory_dropped_total", "counter",
                "Of the dropped messages, those for which no memory was left.")
        .sample(figures.dropped.for_memory);
    return text.rendered();
}

} // namespace zws::relay
