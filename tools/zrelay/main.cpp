// SPDX-License-Identifier: MIT
#include "libcommon/log.hpp"
#include "libcommon/run.hpp"
#include "libcommon/service_manager.hpp"
#include "libcommon/socket.hpp"
#include "libcommon/stop_signal.hpp"
#include "tools/zrelay/options.hpp"
#include "tools/zrelay/relay.hpp"

int main(int argc, char** argv)
{
    zws::relay::Options options;
    return zws::run(zws::relay::command_line(options), argc, argv, [&] {
        zws::StopSignal stop; // before the context: its threads inherit the mask
        zmq::context_t context;
        const auto types = zws::relay::socket_types(options);
        auto in = zws::open(context, types.in, options.input);
        auto out = zws::open(context, types.out, options.output);
        zws::log::info("ready: in ", zws::described(in.endpoints), ", out ", zws::described(out.endpoints));
        zws::service_manager::tell("READY=1");
        zws::relay::relay(options, in.handle, out.handle, stop);
    });
}
