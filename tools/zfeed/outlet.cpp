// SPDX-License-Identifier: MIT
#include "tools/zfeed/outlet.hpp"

#include "libcommon/cli/log.hpp"
#include "libcommon/os/error.hpp"
#include "libcommon/os/poll.hpp"
#include "libcommon/zmq/socket.hpp"

#include <array>

namespace zws::feed {

namespace {

using Clock = std::chrono::steady_clock;

/// Counts the peers of a socket, whose handshake is done. One of an XPUB is a subscriber when its
/// subscription has come; one with two subscriptions can stand for the subscription of another.
class OutletPeers {
public:
    explicit OutletPeers(FeedOutlet& out) : out_(out) {}

    /// Waits until `count` of them are there; false if `due` came, or a stop was asked for, before.
    bool await(unsigned count, Clock::time_point due, StopSignal& stop);

private:
    bool enough(unsigned count);

    FeedOutlet& out_;
};

bool OutletPeers::enough(unsigned count)
{
    out_.socket.watch->hear();
    if (out_.subscriptions)
        out_.subscriptions->hear();
    return out_.socket.watch->peers() >= count &&
           (!out_.subscriptions || out_.subscriptions->count() >= count);
}

bool OutletPeers::await(unsigned count, Clock::time_point due, StopSignal& stop)
{
    while (!enough(count)) {
        if (stop.requested() || Clock::now() >= due)
            return false;
        std::array<zmq::pollitem_t, 3> items{{{nullptr, stop.fd(), ZMQ_POLLIN, 0},
                                              {out_.socket.handle.handle(), 0, ZMQ_POLLIN, 0},
                                              {nullptr, out_.socket.watch->changed_fd(), ZMQ_POLLIN, 0}}};
        poll(items, due);
    }
    return true;
}

void await_peers(FeedOutlet& out, const Options& options, StopSignal& stop)
{
    const bool publishes = out.type == zmq::socket_type::xpub;
    if (!options.wait_peers && !publishes)
        return; // sending waits
    const unsigned wanted = options.wait_peers.value_or(1);
    OutletPeers peers(out);
    const auto due = options.wait_peers ? Clock::time_point::max() : Clock::now() + first_peer;
    if (peers.await(wanted, due, stop) || stop.requested())
        return;
    out.socket.watch->explain(Clock::now() + first_peer);
    if (!peers.await(wanted, Clock::now(), stop))
        log::warning("no subscriber is connected: messages are lost until one connects (see --wait-peers)");
}

} // namespace

FeedOutlet open_outlet(zmq::context_t& context, const Options& options, StopSignal& stop)
{
    FeedOutlet out{create(context, options.type, options.output), options.type, {}};
    if (options.type == zmq::socket_type::xpub)
        out.subscriptions.emplace(out.socket);
    else
        out.socket.handle.set(zmq::sockopt::immediate, true);
    attach(out.socket, options.output.endpoints);
    log::debug("ready: ", described(out.socket.endpoints));
    await_peers(out, options, stop);
    return out;
}

void close_outlet(FeedOutlet& out, zmq::context_t& context, const Options& options, StopSignal& stop)
{
    using std::chrono::milliseconds;
    const bool stopped = stop.requested();
    const auto linger = stopped ? options.output.linger
                                : std::chrono::ceil<milliseconds>(options.linger.value_or(default_linger));
    if (close_within(linger, out.socket, context))
        return;
    const auto left = not_taken_within(linger);
    if (!stopped)
        throw Error(left + " (see --linger)");
    log::warning(left);
}

} // namespace zws::feed
