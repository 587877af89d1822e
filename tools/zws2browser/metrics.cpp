// SPDX-License-Identifier: MIT
#include "tools/zws2browser/metrics.hpp"

#include "libcommon/text/prometheus.hpp"
#include "libcommon/zmq/repair_metrics.hpp"

namespace zws::browser {

namespace {

std::uint64_t sum(const ServerFigures& figures, Counter ShardCounters::*counter)
{
    std::uint64_t total = 0;
    for (const auto* shard : figures.shards)
        total += (shard->*counter).value();
    return total;
}

void write_input(PrometheusText& text, const ServerFigures& figures)
{
    text.family("messages_received_total", "counter", "Messages taken from ZeroMQ.")
        .sample(figures.ingest.messages.value());
    text.family("bytes_received_total", "counter", "Bytes of all their frames.")
        .sample(figures.ingest.bytes.value());
    text.family("messages_missing_total", "counter",
                "Messages that never came, as the positions of others tell.")
        .sample(figures.ingest.missing.value());
    if (figures.repairs)
        add_repair(text, {figures.ingest.repaired.value(), figures.ingest.repair_lost.value(),
                          figures.ingest.repair_twice.value()});
    text.family("undecodable_messages_total", "counter",
                "Messages skipped, because --decode could not decode them.")
        .sample(figures.ingest.undecodable.value());
    text.family("channels", "gauge", "Different views of the stream that clients have now.")
        .sample(figures.ingest.channels.value());
    text.family("pauses_total", "counter", "Times reading from ZeroMQ waited for clients that lag.")
        .sample(figures.ingest.pauses.value());
}

void write_uplink(PrometheusText& text, const ServerFigures& figures)
{
    const auto value = [&figures](const Counter UplinkCounters::*counter) {
        return figures.uplink == nullptr ? 0 : (figures.uplink->*counter).value();
    };
    text.family("uplink_messages_total", "counter", "Messages of clients that were published.")
        .sample(value(&UplinkCounters::published));
    text.family("uplink_unheard_total", "counter", "Messages of clients that no subscriber was there for.")
        .sample(value(&UplinkCounters::unheard));
    text.family(
            "uplink_lost_total", "counter",
            "Messages of clients that a subscriber had no room for, at least: once each time one was full.")
        .sample(value(&UplinkCounters::lost));
}

void write_output(PrometheusText& text, const ServerFigures& figures)
{
    text.family("connections", "gauge", "TCP connections now.").sample(figures.connections);
    text.family("clients", "gauge", "WebSocket clients now.").sample(sum(figures, &ShardCounters::clients));
    text.family("messages_delivered_total", "counter",
                "Messages handed to the kernel, each client's counted.")
        .sample(sum(figures, &ShardCounters::delivered));
    text.family("bytes_delivered_total", "counter", "Bytes of their WebSocket frames.")
        .sample(sum(figures, &ShardCounters::delivered_bytes));
    text.family("messages_dropped_total", "counter", "Messages that clients lost, each client's counted.")
        .sample(sum(figures, &ShardCounters::dropped), "{reason=\"overtaken\"}");
    text.family("disconnects_total", "counter", "Clients that were closed because they were too slow.")
        .sample(sum(figures, &ShardCounters::disconnected_lagged), "{reason=\"lagged\"}")
        .sample(sum(figures, &ShardCounters::disconnected_stalled), "{reason=\"stalled\"}")
        .sample(sum(figures, &ShardCounters::disconnected_memory), "{reason=\"memory\"}");
    text.family("fan_out_seconds_total", "counter", "Time spent on sending what was published.")
        .sample(static_cast<double>(sum(figures, &ShardCounters::fan_out_ns)) / 1e9);
}

void write_memory(PrometheusText& text, const ServerFigures& figures)
{
    text.family("memory_limit_bytes", "gauge", "Memory that clients may cost (--memory-limit).")
        .sample(figures.memory.limit());
    text.family("log_bytes", "gauge", "What of it the logs have.").sample(figures.memory.logs().held());
    text.family("client_bytes", "gauge", "What of it connections, files and messages of clients have.")
        .sample(figures.memory.taken());
    text.family("memory_refusals_total", "counter",
                "Connections, files and messages of clients that there was no memory for.")
        .sample(figures.memory.refusals());
    text.family("log_segments_given_up_total", "counter",
                "Parts of logs that were dropped early for want of memory.")
        .sample(figures.ingest.given_up.value());
    text.family("messages_skipped_total", "counter",
                "Messages left out of a view: too large for the memory there was, each view's counted.")
        .sample(figures.ingest.skipped.value());
}

void write_history(PrometheusText& text, const history::History* history)
{
    const auto figures = history == nullptr ? history::StoreFigures() : history->store().figures();
    text.family("history_series", "gauge", "Series that there is history of.").sample(figures.series);
    text.family("history_memory_bytes", "gauge", "Memory of their points (--history-memory).")
        .sample(figures.memory);
    text.family("history_folder_bytes", "gauge", "Files of them (--history-dir).")
        .sample(history == nullptr ? 0 : history->size());
    text.family("history_points_total", "counter", "Points that were taken into the history.")
        .sample(figures.appended);
    text.family("history_points_dropped_total", "counter",
                "Points that are not there any more, or never were.")
        .sample(figures.dropped.points - figures.dropped.unsaved_points, "{reason=\"memory\"}")
        .sample(figures.dropped.unsaved_points, "{reason=\"unsaved\"}")
        .sample(figures.refused, "{reason=\"refused\"}");
    text.family("history_write_failures_total", "counter", "Times the history could not be saved.")
        .sample(history == nullptr ? 0 : history->failures());
}

} // namespace

std::string prometheus_text(const ServerFigures& figures)
{
    PrometheusText text("zws2browser_");
    text.family("info", "gauge", "The version that runs.").sample(1, "{version=\"" ZWS_VERSION "\"}");
    write_input(text, figures);
    write_uplink(text, figures);
    write_output(text, figures);
    write_memory(text, figures);
    write_history(text, figures.history);
    return text.rendered();
}

} // namespace zws::browser
