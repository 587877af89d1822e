// SPDX-License-Identifier: MIT
#include "tools/zrelay/forwarder.hpp"

namespace zws::relay {

namespace {

constexpr int burst_limit = 1000; // messages: a millisecond or so

zmq::send_flags more_flag(const zmq::message_t& frame)
{
    return frame.more() ? zmq::send_flags::sndmore : zmq::send_flags::none;
}

/// Has `socket` take in what its peers told: room, subscriptions. A send may put that off, by a millisecond
/// or so, in which a PUB would drop messages that its subscribers have room for.
void hear_peers(zmq::socket_t& socket)
{
    static_cast<void>(socket.get(zmq::sockopt::events));
}

} // namespace

Forwarder::State Forwarder::burst()
{
    hear_peers(to_);
    if (!release())
        return State::blocked;
    for (int i = 0; i < burst_limit; ++i) {
        if (!from_.recv(frame_, zmq::recv_flags::dontwait))
            return State::drained;
        held_ = true;
        if (!release())
            return State::blocked;
    }
    return State::more;
}

bool Forwarder::release()
{
    if (!held_)
        return true;
    if (!offer())
        return false;
    held_ = false;
    return true;
}

/// Sends the message that frame_ begins; false, with nothing sent, if there is no room.
bool Forwarder::offer()
{
    const bool more = frame_.more(); // a frame that was sent is empty
    const std::size_t size = frame_.size();
    const auto flags = more_flag(frame_) | zmq::send_flags::dontwait;
    if (!to_.send(frame_, flags)) {
        hear_peers(to_);
        if (!to_.send(frame_, flags))
            return false;
    }
    passed_.add(size + (more ? pass_rest() : 0));
    return true;
}

/// The frames behind the first, and their bytes. None of the calls blocks: a message that is there is there
/// as a whole, and room is counted in whole messages.
std::size_t Forwarder::pass_rest()
{
    std::size_t bytes = 0;
    bool more = true;
    while (more) {
        static_cast<void>(from_.recv(frame_, zmq::recv_flags::none));
        more = frame_.more();
        bytes += frame_.size();
        to_.send(frame_, more_flag(frame_));
    }
    return bytes;
}

} // namespace zws::relay
