// SPDX-License-Identifier: MIT
#include "libcommon/cli/log.hpp"
#include "libcommon/cli/run.hpp"
#include "libcommon/os/stop_signal.hpp"
#include "libcommon/zmq/receiving_type.hpp"
#include "libcommon/zmq/socket.hpp"
#include "tools/zpeek/look.hpp"
#include "tools/zpeek/options.hpp"
#include "tools/zpeek/views.hpp"

int main(int argc, char** argv)
{
    zws::peek::Options options;
    return zws::run(zws::peek::command_line(options), argc, argv, [&] {
        zws::StopSignal stop; // before the context: its threads inherit the mask
        zmq::context_t context;
        auto in = zws::open(context, options.type, options.input);
        zws::log::debug("ready: ", zws::described(in.endpoints));
        zws::warn_of_taking(options.type, "looked at");
        options.input.endpoints = in.endpoints; // with the ports that were bound
        const auto view = zws::peek::view_for(options);
        zws::peek::look(options, in, stop, *view);
    });
}
