// SPDX-License-Identifier: MIT
#include "libcommon/cli/log.hpp"
#include "libcommon/cli/run.hpp"
#include "libcommon/os/service_manager.hpp"
#include "libcommon/os/stop_signal.hpp"
#include "libcommon/zmq/socket.hpp"
#include "tools/zrec/options.hpp"
#include "tools/zrec/record.hpp"
#include "tools/zrec/user_signal.hpp"

int main(int argc, char** argv)
{
    zws::rec::Options options;
    return zws::run(zws::rec::command_line(options), argc, argv, [&] {
        if (options.info.wanted)
            return zws::rec::print_info(options.info);
        zws::rec::prepare_process();
        zws::StopSignal stop; // before the context: its threads inherit the mask
        const zws::rec::UserSignal trigger(options.on_signal);
        zws::rec::check_folder(options.folder);
        zmq::context_t context;
        auto in = zws::open(context, zmq::socket_type::sub, options.input);
        zws::log::info("ready: ", zws::described(in.endpoints), ", into ", options.folder);
        zws::service_manager::tell("READY=1");
        zws::rec::record(options, in, stop, trigger);
    });
}
