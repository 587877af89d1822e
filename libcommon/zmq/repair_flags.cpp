// SPDX-License-Identifier: MIT
#include "libcommon/zmq/repair_flags.hpp"

#include "libcommon/os/error.hpp"
#include "libcommon/zmq/socket_flags.hpp"

#include <algorithm>

namespace zws {

namespace {

/// Numbers count the messages of all topics.
void check_repair(const SocketOptions& options)
{
    const auto& topics = options.topics;
    const bool has_all = topics.empty() || std::ranges::find(topics, "") != topics.end();
    if (options.repair.wanted() && !has_all)
        throw UsageError(
            "--repair: numbers count the messages of all topics, so that what --topic leaves out "
            "would look like losses");
    if (options.repair.late != 0 && !options.repair.wanted())
        throw UsageError("--late: only with --repair, where they are asked for");
}

} // namespace

void add_repair_flags(CommandLine& cli, SocketOptions& options)
{
    RepairOptions& repair = options.repair;
    cli.add("repair", endpoint(repair.endpoints, Endpoint::Side::connect),
            "ask the ZeroMQ endpoint EP for messages that are missing (zrelay --replay-bind, vLLM's replay "
            "endpoint), and put them in order")
        .add("repair-wait", seconds(repair.wait, {0.01, 3600}),
             "how long messages wait for one before them that does not come")
        .add("late", number(repair.late, "N", {0, 1'000'000'000}),
             "with --repair: begin with the N messages before the first that comes");
    cli.check([&options] { check_repair(options); });
}

} // namespace zws
