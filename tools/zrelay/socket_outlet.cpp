// SPDX-License-Identifier: MIT
#include "tools/zrelay/socket_outlet.hpp"

#include <algorithm>
#include <utility>

namespace zws::relay {

namespace {

SocketOptions socket_options(const Options& options)
{
    SocketOptions output = options.output;
    output.wait_for_room = true;
    output.subscriptions_limit = options.memory_limit / 2;
    return output;
}

} // namespace

SocketOutlet::SocketOutlet(zmq::context_t& context, const Options& options)
    : socket_(create(context, socket_types(options).out, socket_options(options))),
      limit_(options.memory_limit / 2),
      hear_interval_(options.quarter_queue()),
      shares_(options.pattern == SocketPattern::pubsub),
      mark_(socket_.handle, options.output.hwm, options.memory_limit / 2)
{
    if (options.drops())
        lossy_.emplace(socket_.handle);
    attach(socket_, options.output.endpoints);
    opened(socket_.handle.get(zmq::sockopt::fd), socket_types(options).out == zmq::socket_type::xpub,
           socket_.endpoints);
}

Subscribers SocketOutlet::subscribers() const
{
    const auto drops = lossy_ ? Drops{lossy_->lost(), false, 0} : Drops{};
    return {socket_.watch->peers(), drops, std::nullopt, std::nullopt};
}

/// Has the socket take in what its peers told: room, subscriptions. A send may put that off, by a
/// millisecond or so, in which a PUB would drop messages that its subscribers have room for. It costs a
/// system call.
void SocketOutlet::hear_peers()
{
    static_cast<void>(socket_.handle.get(zmq::sockopt::events));
    unheard_ = 0;
}

bool SocketOutlet::send(zmq::message_t& frame, bool more)
{
    const std::size_t size = frame.size();
    const auto flags = (more ? zmq::send_flags::sndmore : zmq::send_flags::none) | zmq::send_flags::dontwait;
    // Room is counted in whole messages.
    if (lossy_) {
        lossy_->send(frame, more);
    } else if (!socket_.handle.send(frame, flags)) {
        hear_peers();
        if (!socket_.handle.send(frame, flags))
            return false;
    }
    unheard_ += more ? 0 : 1;
    bytes_ += size;
    if (!more)
        mark_.see(std::exchange(bytes_, 0));
    return true;
}

/// Queues of a PUB share the messages that are in several of them.
void SocketOutlet::flush()
{
    mark_.settle(shares_ ? 1 : socket_.watch->peers(), Clock::now());
    if (unheard_ >= hear_interval_)
        hear_peers();
}

std::optional<Note> SocketOutlet::take_note()
{
    zmq::message_t frame;
    if (!hears())
        return std::nullopt;
    if (!socket_.handle.recv(frame, zmq::recv_flags::dontwait)) {
        socket_.watch->was_read();
        return std::nullopt;
    }
    const bool inside = std::exchange(inside_, frame.more());
    if (!inside)
        limit_.count(frame);
    return note_of(frame.to_string_view(), frame.more(), inside);
}

/// Some time is always left: that it was needed is all that tells that something was queued.
std::optional<Outlet::Clock::time_point> SocketOutlet::close(Clock::time_point end)
{
    using std::chrono::milliseconds;
    const auto now = Clock::now();
    const auto left = std::max(milliseconds(10), std::chrono::ceil<milliseconds>(end - now));
    socket_.handle.set(zmq::sockopt::linger, static_cast<int>(left.count()));
    return now + left;
}

} // namespace zws::relay
