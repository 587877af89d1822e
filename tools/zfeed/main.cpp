// SPDX-License-Identifier: MIT
#include "libcommon/cli/run.hpp"
#include "libcommon/os/stop_signal.hpp"
#include "tools/zfeed/feed.hpp"
#include "tools/zfeed/input.hpp"
#include "tools/zfeed/options.hpp"
#include "tools/zfeed/outlet.hpp"
#include "tools/zfeed/recordings.hpp"
#include "tools/zfeed/replay.hpp"

int main(int argc, char** argv)
{
    zws::feed::Options options;
    return zws::run(zws::feed::command_line(options), argc, argv, [&] {
        zws::feed::check_readable(options.files, options.loop);
        auto recordings = zws::feed::open_recordings(options);
        zws::StopSignal stop; // before the context: its threads inherit the mask
        zmq::context_t context;
        auto out = zws::feed::open_outlet(context, options, stop);
        const auto missed = recordings.files.empty() ? zws::feed::feed(options, out, stop)
                                                     : zws::feed::replay(options, recordings, out, stop);
        zws::feed::close_outlet(out, context, options, stop);
        zws::feed::check_none_missed(missed);
    });
}
