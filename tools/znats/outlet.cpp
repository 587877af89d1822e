// SPDX-License-Identifier: MIT
#include "tools/znats/outlet.hpp"

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

Outlet::Outlet(zmq::socket_t& socket, bool waits)
    : socket_(socket),
      fd_(socket.get(zmq::sockopt::fd)),
      publishes_(socket.get(zmq::sockopt::socket_type) == zmq::socket_type::xpub),
      burst_limit_(nats::burst_limit(socket.get(zmq::sockopt::sndhwm)))
{
    if (publishes_ && !waits)
        lossy_.emplace(socket);
}

bool Outlet::has_subscribers()
{
    if (!publishes_) {
        // Takes in what news() told of, which would otherwise be reported forever.
        static_cast<void>(socket_.get(zmq::sockopt::events));
        return true;
    }
    // An XPUB tells of the first subscription to a topic and of the end of the last one.
    zmq::message_t note;
    while (socket_.recv(note, zmq::recv_flags::dontwait)) {
        const auto text = note.to_string();
        if (text.starts_with('\x01'))
            topics_.insert(text.substr(1));
        else if (text.starts_with('\0'))
            topics_.erase(text.substr(1));
    }
    return !topics_.empty();
}

bool Outlet::send(const std::vector<std::string>& frames)
{
    for (std::size_t i = 0; i < frames.size(); ++i) {
        const bool more = i + 1 < frames.size();
        const auto flags = more ? zmq::send_flags::sndmore : zmq::send_flags::none;
        zmq::message_t frame(frames[i]);
        // Room is counted in whole messages: after the first frame no call fails for lack of it.
        if (lossy_)
            lossy_->send(frame, more);
        else if (!socket_.send(frame, flags | zmq::send_flags::dontwait))
            return false;
    }
    return true;
}

} // namespace zws::nats
