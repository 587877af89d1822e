// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/stop_signal.hpp"
#include "tools/zfeed/outlet.hpp"

#include <chrono>
#include <cstdint>
#include <string_view>
#include <vector>

namespace zws::feed {

/// Sends messages through an XPUB that waits for room (ZMQ_XPUB_NODROP), and takes in what its subscribers
/// tell; warns when the last one has gone.
class Sender {
public:
    using Clock = std::chrono::steady_clock;

    /// Once a stop is asked for, a message that there is no room for is given up after `linger`.
    Sender(Outlet& out, StopSignal& stop, Clock::duration linger)
        : out_(out.socket.handle),
          subscriptions_(out.subscriptions),
          stop_(stop),
          out_fd_(out_.get(zmq::sockopt::fd)),
          linger_(linger)
    {
    }

    /// Sends one message, which has a frame at least; waits for room. False if it was given up.
    bool send(const std::vector<std::string_view>& frames);

    /// Sleeps until `due`, or until a stop is asked for: true if it was.
    bool sleep(Clock::time_point due);

    /// Messages sent.
    std::uint64_t count() const { return count_; }

private:
    bool offer(std::string_view first, bool more);
    bool await_room(std::string_view first, bool more);
    void hear_peers();

    zmq::socket_t& out_;
    Subscriptions& subscriptions_;
    StopSignal& stop_;
    int out_fd_;
    Clock::duration linger_;
    std::uint64_t count_ = 0;
};

} // namespace zws::feed
