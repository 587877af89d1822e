// SPDX-License-Identifier: MIT
#include "libcommon/cli/log.hpp"
#include "libcommon/cli/run.hpp"
#include "libcommon/os/service_manager.hpp"
#include "libcommon/os/stop_signal.hpp"
#include "libcommon/zmq/socket.hpp"
#include "tools/zrelay/keeping_outlet.hpp"
#include "tools/zrelay/options.hpp"
#include "tools/zrelay/relay.hpp"

#include <optional>
#include <string>

namespace {

using zws::relay::Options;

using Clock = zws::relay::Outlet::Clock;

/// Returns what relay() does, with all sockets closed.
std::optional<Clock::time_point> forward(const Options& options, zmq::context_t& context,
                                         zws::StopSignal& stop)
{
    auto in = zws::open(context, zws::relay::socket_types(options).in, options.input);
    std::optional<zws::MetricsServer> metrics;
    zws::relay::Watchers watchers;
    watchers.in_peers = in.watch.get();
    auto out = zws::relay::open_outlet(context, options);
    std::string where = "in " + zws::described(in.endpoints) + ", out " + zws::described(out->endpoints());
    if (options.metrics) {
        watchers.metrics = &metrics.emplace(*options.metrics);
        where += ", metrics http://" + metrics->address().described() + "/metrics";
    }
    std::optional<zws::relay::Keep> keep;
    std::optional<zws::relay::Replay> replay;
    if (options.keep) {
        keep.emplace(*options.keep);
        replay.emplace(context, options.replay, *keep);
        out = std::make_unique<zws::relay::KeepingOutlet>(std::move(out), *keep);
        watchers.repeated = [&] { return zws::relay::Repeated{keep->size(), replay->counts()}; };
        where += ", replay " + zws::described(replay->endpoints());
    }
    zws::log::info("ready: ", where);
    zws::service_manager::tell("READY=1");
    return zws::relay::relay(options, in, *out, stop, watchers);
}

void run(const Options& options)
{
    zws::StopSignal stop; // before the context: its threads inherit the mask
    zmq::context_t context(options.io_threads);
    const auto end = forward(options, context, stop);
    zws::StopSignal::end_at_once();
    context.close(); // waits for what is unsent
    if (end && Clock::now() >= *end)
        zws::log::warning(zws::not_taken_within(options.output.linger));
}

} // namespace

int main(int argc, char** argv)
{
    Options options;
    return zws::run(zws::relay::command_line(options), argc, argv, [&options] { run(options); });
}
