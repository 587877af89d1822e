// SPDX-License-Identifier: MIT
#include "tools/znats/from_nats/outlet.hpp"

#include <algorithm>

namespace zws::nats {

namespace {

/// A peer tells of every half of its queue that it has read.
int burst_limit(int hwm)
{
    constexpr int most = 250;
    return hwm == 0 ? most : std::clamp(hwm / 4, 1, most);
}

} // namespace

Outlet::Outlet(Socket& socket, bool waits, std::size_t bytes)
    : socket_(socket.handle),
      fd_(socket_.get(zmq::sockopt::fd)),
      burst_limit_(nats::burst_limit(socket_.get(zmq::sockopt::sndhwm))),
      mark_(socket_, socket_.get(zmq::sockopt::sndhwm), bytes)
{
    if (socket_.get(zmq::sockopt::socket_type) != zmq::socket_type::xpub)
        return;
    subscriptions_.emplace(socket);
    if (!waits)
        lossy_.emplace(socket_);
}

bool Outlet::has_subscribers()
{
    mark_.settle(1, ByteMark::Clock::now());
    if (!subscriptions_) {
        // Takes in what news() told of, which would otherwise be reported forever.
        static_cast<void>(socket_.get(zmq::sockopt::events));
        return true;
    }
    subscriptions_->hear();
    return subscriptions_->count() > 0;
}

bool Outlet::send(const std::vector<std::string>& frames)
{
    std::size_t bytes = 0;
    for (std::size_t i = 0; i < frames.size(); ++i) {
        bytes += frames[i].size();
        const bool more = i + 1 < frames.size();
        const auto flags = more ? zmq::send_flags::sndmore : zmq::send_flags::none;
        zmq::message_t frame(frames[i]);
        // Room is counted in whole messages: after the first frame no call fails for lack of it.
        if (lossy_)
            lossy_->send(frame, more);
        else if (!socket_.send(frame, flags | zmq::send_flags::dontwait))
            return false;
    }
    mark_.see(bytes);
    return true;
}

} // namespace zws::nats
