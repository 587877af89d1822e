// SPDX-License-Identifier: MIT
#include "libcommon/zmq/closing.hpp"

#include "libcommon/cli/log.hpp"
#include "libcommon/os/stop_signal.hpp"

#include <utility>

namespace zws {

bool close_within(std::chrono::milliseconds linger, Socket& socket, zmq::context_t& context)
{
    using Clock = std::chrono::steady_clock;
    socket.handle.set(zmq::sockopt::linger, static_cast<int>(linger.count()));
    StopSignal::end_at_once();
    const auto start = Clock::now();
    {
        const Socket closed = std::move(socket);
    }
    context.close(); // waits for what is unsent
    return linger.count() == 0 || Clock::now() - start < linger;
}

void close_or_tell(std::chrono::milliseconds linger, Socket& socket, zmq::context_t& context)
{
    if (!close_within(linger, socket, context))
        log::warning(not_taken_within(linger));
}

std::string not_taken_within(std::chrono::milliseconds linger)
{
    return log::concat("a peer did not take all messages within ", linger.count(), " ms");
}

} // namespace zws
