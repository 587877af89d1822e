// SPDX-License-Identifier: MIT
#include "libcommon/cli/log.hpp"
#include "libcommon/cli/run.hpp"
#include "libcommon/os/service_manager.hpp"
#include "libcommon/os/stop_signal.hpp"
#include "libcommon/zmq/socket.hpp"
#include "tools/zws2browser/options.hpp"
#include "tools/zws2browser/server.hpp"

int main(int argc, char** argv)
{
    zws::browser::Options options;
    return zws::run(zws::browser::command_line(options), argc, argv, [&] {
        zws::StopSignal stop; // before the context: its threads inherit the mask
        zmq::context_t context;
        auto input = zws::open(context, zmq::socket_type::sub, options.input);
        auto uplink = zws::browser::open_uplink(context, options.uplink);
        zws::browser::Server server(options, input, uplink ? &*uplink : nullptr);
        const char* const secure = options.tls() ? "s" : "";
        zws::log::info("ready: ", zws::described(input.endpoints), ", http http", secure, "://",
                       server.http().address(), "/, ws ws", secure, "://", server.websocket().address(), "/",
                       uplink ? ", uplink " + zws::described(uplink->endpoints) : "");
        zws::service_manager::tell("READY=1");
        server.run(stop);
    });
}
