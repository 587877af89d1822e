// SPDX-License-Identifier: MIT
#include "libcommon/cli/log.hpp"
#include "libcommon/cli/run.hpp"
#include "libcommon/os/stop_signal.hpp"
#include "libcommon/zmq/socket.hpp"
#include "tools/zsine/options.hpp"
#include "tools/zsine/publish.hpp"

int main(int argc, char** argv)
{
    zws::sine::Options options;
    return zws::run(zws::sine::command_line(options), argc, argv, [&] {
        zws::StopSignal stop; // before the context: its threads inherit the mask
        zmq::context_t context;
        auto out = zws::open(context, zmq::socket_type::xpub, options.output);
        zws::log::debug("ready: ", zws::described(out.endpoints));
        zws::sine::publish(options, out, stop);
        zws::close_or_tell(options.output.linger, out, context);
    });
}
