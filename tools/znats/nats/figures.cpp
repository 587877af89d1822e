// SPDX-License-Identifier: MIT
#include "tools/znats/nats/figures.hpp"

#include "libcommon/cli/log.hpp"
#include "libcommon/text/prometheus.hpp"
#include "libcommon/zmq/repair_metrics.hpp"

#include <string_view>

namespace zws::nats {

namespace {

std::string counted(const std::optional<std::uint64_t>& number, std::string_view what)
{
    return number ? log::concat(*number, " ", what, ", ") : "";
}

void add(PrometheusText& text, std::string_view name, std::string_view type, std::string_view help,
         const std::optional<std::uint64_t>& number)
{
    if (number)
        text.family(name, type, help).sample(*number);
}

} // namespace

std::string described(const BridgeFigures& figures)
{
    const auto already = figures.stored_already.value_or(0) > 0 ? figures.stored_already : std::nullopt;
    return counted(figures.stored, "stored") + counted(already, "of them already there") +
           counted(figures.in_flight, "in flight") + counted(figures.again, "sent again") +
           counted(figures.redelivered, "redelivered") +
           log::concat(figures.buffered, " buffered, ", figures.lost_more ? "at least " : "", figures.lost,
                       " lost");
}

std::string prometheus(const BridgeFigures& figures)
{
    PrometheusText text("znats_");
    add(text, "messages_total", "counter", "Messages carried, each once.", figures.messages);
    add(text, "bytes_total", "counter", "Bytes of them.", figures.bytes);
    add(text, "connected", "gauge", "1 while there is a connection to a NATS server.",
        figures.connected ? 1 : 0);
    add(text, "connections_total", "counter", "Connections to NATS servers, so far.", figures.connections);
    add(text, "peers", "gauge", "Connections of the ZeroMQ socket.", figures.peers);
    add(text, "stored_total", "counter", "Messages that the stream has acknowledged.", figures.stored);
    add(text, "stored_already_total", "counter", "Of those, messages that the stream had.",
        figures.stored_already);
    add(text, "redelivered_total", "counter", "Messages that the stream delivered again.",
        figures.redelivered);
    add(text, "in_flight", "gauge", "Messages that were sent and are not known to have arrived.",
        figures.in_flight);
    add(text, "sent_again_total", "counter", "Messages that were sent more than once, each time.",
        figures.again);
    add(text, "unheard_total", "counter", "Messages that no subscriber was there for.", figures.unheard);
    add(text, "buffered", "gauge", "Messages that wait or are in flight.", figures.buffered);
    add(text, "lost_total", "counter",
        figures.lost_more ? "Messages that were lost, at least." : "Messages that were lost.", figures.lost);
    if (figures.repaired)
        add_repair(text, *figures.repaired);
    return text.rendered();
}

} // namespace zws::nats
