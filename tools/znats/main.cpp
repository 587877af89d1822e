// SPDX-License-Identifier: MIT
#include "libcommon/cli/log.hpp"
#include "libcommon/cli/run.hpp"
#include "libcommon/metrics/metrics_server.hpp"
#include "libcommon/os/service_manager.hpp"
#include "libcommon/os/stop_signal.hpp"
#include "libcommon/zmq/socket.hpp"
#include "tools/znats/from_nats/from_nats.hpp"
#include "tools/znats/options.hpp"
#include "tools/znats/to_nats/to_nats.hpp"

#include <optional>
#include <string>

int main(int argc, char** argv)
{
    zws::nats::Options options;
    return zws::run(zws::nats::command_line(options), argc, argv, [&] {
        zws::StopSignal stop; // before the context: its threads inherit the mask
        zmq::context_t context;
        auto socket = zws::open(context, zws::nats::socket_type(options), options.socket);
        std::optional<zws::MetricsServer> metrics;
        std::string where = zws::described(socket.endpoints);
        if (options.metrics)
            where +=
                ", metrics http://" + metrics.emplace(*options.metrics).address().described() + "/metrics";
        const bool to = options.direction() == zws::nats::Direction::to_nats;
        const auto carry = to ? zws::nats::to_nats : zws::nats::from_nats;
        carry(options, socket, stop, metrics ? &*metrics : nullptr, [&where] {
            zws::log::info("ready: ", where);
            zws::service_manager::tell("READY=1");
        });
        zws::close_within({}, socket, context); // what was queued had its time
    });
}
