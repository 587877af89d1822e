// SPDX-License-Identifier: MIT
#include "libcommon/cli/log.hpp"
#include "libcommon/cli/run.hpp"
#include "libcommon/os/stop_signal.hpp"
#include "libcommon/zmq/socket.hpp"
#include "tools/zcat/options.hpp"
#include "tools/zcat/tap.hpp"

int main(int argc, char** argv)
{
    zws::cat::Options options;
    return zws::run(zws::cat::command_line(options), argc, argv, [&] {
        zws::StopSignal stop; // before the context: its threads inherit the mask
        zmq::context_t context;
        auto in = zws::open(context, options.type, options.input);
        zws::log::debug("ready: ", zws::described(in.endpoints));
        zws::cat::tap(options, in, stop);
    });
}
