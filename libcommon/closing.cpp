// SPDX-License-Identifier: MIT
#include "libcommon/closing.hpp"

#include "libcommon/stop_signal.hpp"

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

} // namespace zws
