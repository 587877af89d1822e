// SPDX-License-Identifier: MIT
#include "libcommon/cli/run.hpp"
#include "tests/bench/load_client.hpp"

namespace {

zws::CommandLine command_line(zws::bench::LoadOptions& options)
{
    zws::CommandLine cli("fanout-load",
                         "Receives what a WebSocket server on this machine broadcasts, and checks it.");
    cli.section("Load")
        .add("port", zws::number(options.port, "PORT", {1}), "port on 127.0.0.1")
        .add("path", zws::text(options.path, "PATH"), "what to ask for, with its query")
        .add("clients", zws::number(options.clients, "N", {0, 100000}), "clients that read")
        .add("stalled", zws::number(options.stalled, "N", {0, 100000}), "further clients that never read")
        .add("batches", zws::flag(options.batches), "ask for batches (zws.batch.v2), as the page does")
        .add("latencies", zws::flag(options.latencies), "report latencies between marks")
        .add("duration", zws::number(options.duration, "SEC", {0, 600}), "end after SEC seconds");
    return cli;
}

} // namespace

int main(int argc, char** argv)
{
    zws::bench::LoadOptions options;
    return zws::run(command_line(options), argc, argv, [&] { zws::bench::LoadClient(options).run(); });
}
