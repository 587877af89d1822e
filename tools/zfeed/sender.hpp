// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/cli/warnings.hpp"
#include "libcommon/os/stop_signal.hpp"
#include "libcommon/zmq/message.hpp"
#include "tools/zfeed/outlet.hpp"

#include <chrono>
#include <cstdint>
#include <string_view>
#include <vector>

namespace zws::feed {

/// Sends messages, waits for room where there is none, and takes in what peers send. Subscribers of an XPUB
/// (with ZMQ_XPUB_NODROP) tell what they want: warns when the last one has gone, and of messages that nobody
/// has subscribed to. Each message of a REQ waits for its reply, which is written to stdout; what the peers
/// of a DEALER answer is only counted.
class Sender {
public:
    using Clock = std::chrono::steady_clock;

    /// Once a stop is asked for, a message that there is no room for is given up after `linger`.
    Sender(FeedOutlet& out, StopSignal& stop, Clock::duration linger);

    enum class Outcome {
        sent,
        to_nobody, ///< nobody has subscribed to it
        given_up,  ///< there was no room, or no peer
        no_reply   ///< a stop came before it
    };

    /// Sends one message, which has a frame at least; waits for room.
    Outcome send(const std::vector<std::string_view>& frames);

    /// Takes in what peers have sent. To be called after a pause, for what came before it: what comes while
    /// the tool waits is taken in by StopSignal, and otherwise this is done now and then.
    void hear_peers();

    /// Sleeps until `due`, or until a stop is asked for: true if it was.
    bool sleep(Clock::time_point due);

    /// Warns of what has come and was not read.
    void tell_unread();

    /// Messages sent, also those to nobody.
    std::uint64_t count() const { return count_; }

    /// Messages sent to nobody.
    std::uint64_t to_nobody() const { return to_nobody_.total(); }

private:
    bool offer(std::string_view first, bool more);
    template <class Done>
    bool await(Done done, const zmq::pollitem_t& wakes, Clock::duration again);
    bool await_room(std::string_view first, bool more);
    bool wanted(std::string_view first);
    bool await_reply();

    zmq::socket_t& out_;
    zmq::socket_type type_;
    std::optional<XpubSubscriptions>& subscriptions_; ///< of an XPUB
    StopSignal& stop_;
    int out_fd_;
    std::optional<StopSignal::Service> hears_; ///< none: peers send what only await_reply() reads, or nothing
    Clock::duration linger_;
    std::uint64_t count_ = 0;
    Message answer_;
    Losses unread_;
    Losses to_nobody_{Losses::Count::exact, Clock::now() + std::chrono::seconds(1)};
};

} // namespace zws::feed
