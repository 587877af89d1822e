// SPDX-License-Identifier: MIT
#include "tools/zrelay/relay.hpp"

#include "libcommon/log.hpp"
#include "libcommon/poll.hpp"
#include "libcommon/throughput.hpp"
#include "libcommon/ticker.hpp"
#include "tools/zrelay/forwarder.hpp"

#include <algorithm>
#include <array>

namespace zws::relay {

namespace {

using Clock = std::chrono::steady_clock;
using State = Forwarder::State;

// Calls in between may take in what room() waits for; then only trying again shows that there is room.
constexpr auto retry = std::chrono::milliseconds(20);

class Relay {
public:
    Relay(const Options& options, zmq::socket_t& in, zmq::socket_t& out, StopSignal& stop)
        : options_(options),
          in_(in),
          out_(out),
          stop_(stop),
          out_fd_(out.get(zmq::sockopt::fd)),
          passed_(Clock::now()),
          subscriptions_(Clock::now()),
          down_(in, out, passed_),
          up_(out, in, subscriptions_),
          second_(Clock::now())
    {
    }

    void run()
    {
        while (!wait()) {
            if (options_.filter == Filter::forward)
                up_state_ = up_.burst();
            down_state_ = down_.burst();
            if (options_.stats)
                report();
        }
        release();
        if (options_.stats)
            log::line("total", passed_.total(Clock::now()));
    }

private:
    /// Sleeps until there is something to do; true if that is to stop.
    bool wait()
    {
        std::array<zmq::pollitem_t, 3> items{{{nullptr, stop_.fd(), ZMQ_POLLIN, 0},
                                              {in_.handle(), 0, ZMQ_POLLIN, 0},
                                              {out_.handle(), 0, ZMQ_POLLIN, 0}}};
        if (down_state_ == State::blocked)
            items[1] = room();
        // A socket that only sends cannot be polled for reading, and in a blocked relay room() tells of
        // subscriptions too.
        const bool subscriptions = options_.filter == Filter::forward && down_state_ != State::blocked;
        poll(std::span(items).first(subscriptions ? 3 : 2), wake_up());
        return items[0].revents != 0 && stop_.requested();
    }

    /// What to wait for where `out_` has no room. Not ZMQ_POLLOUT: of PUB and XPUB that is always true, also
    /// where a send says that it would block, so waiting for it would spin. The socket's own descriptor is
    /// readable when a peer tells that it has read, has come or has gone.
    zmq::pollitem_t room() const { return {nullptr, out_fd_, ZMQ_POLLIN, 0}; }

    Clock::time_point wake_up() const
    {
        if (up_state_ == State::more)
            return Clock::now();
        const auto due = options_.stats ? second_.due() : Clock::time_point::max();
        return down_state_ == State::blocked ? std::min(due, Clock::now() + retry) : due;
    }

    /// The message that is held for want of room gets the time that queued ones get, which is the same time:
    /// the close then waits for what is left of it.
    void release()
    {
        const auto end = Clock::now() + options_.output.linger;
        while (!down_.release() && Clock::now() < end) {
            std::array items{room()};
            poll(items, std::min(Clock::now() + retry, end));
        }
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - Clock::now());
        out_.set(zmq::sockopt::linger, std::max(0, static_cast<int>(left.count())));
        if (down_.holds())
            log::warning("1 message was not forwarded, and what came behind it was not taken: "
                         "no peer had room");
    }

    void report()
    {
        const auto now = Clock::now();
        if (second_.passed(now))
            log::line("stats", passed_.recent(now));
    }

    const Options& options_;
    zmq::socket_t& in_;
    zmq::socket_t& out_;
    StopSignal& stop_;
    int out_fd_;
    Throughput passed_;
    Throughput subscriptions_;
    Forwarder down_;
    Forwarder up_; ///< subscriptions, to the publishers
    State down_state_ = State::drained;
    State up_state_ = State::drained;
    Ticker second_;
};

} // namespace

void relay(const Options& options, zmq::socket_t& in, zmq::socket_t& out, StopSignal& stop)
{
    Relay(options, in, out, stop).run();
}

} // namespace zws::relay
