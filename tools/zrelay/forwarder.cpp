// SPDX-License-Identifier: MIT
#include "tools/zrelay/forwarder.hpp"

#include <algorithm>

namespace zws::relay {

namespace {

constexpr int burst_limit = 1000; // messages: a millisecond or so

zmq::send_flags more_flag(bool more)
{
    return more ? zmq::send_flags::sndmore : zmq::send_flags::none;
}

/// How many messages a peer that keeps up has room for, whatever it has told last: it tells of every half of
/// its queue that it has read.
int hear_interval(int hwm)
{
    constexpr int most = 250;
    return hwm == 0 ? most : std::min(hwm / 4, most);
}

} // namespace

Forwarder::Forwarder(zmq::socket_t& from, zmq::socket_t& to, Throughput& passed, bool stamps)
    : from_(from), to_(to), passed_(passed), hear_interval_(hear_interval(to.get(zmq::sockopt::sndhwm)))
{
    if (stamps)
        stamps_.emplace();
}

/// Has `to_` take in what its peers told: room, subscriptions. A send may put that off, by a millisecond or
/// so, in which a PUB would drop messages that its subscribers have room for. It costs a system call.
void Forwarder::hear_peers()
{
    static_cast<void>(to_.get(zmq::sockopt::events));
    unheard_ = 0;
}

Forwarder::State Forwarder::burst()
{
    if (unheard_ >= hear_interval_)
        hear_peers();
    if (!release())
        return State::blocked;
    for (int i = 0; i < burst_limit; ++i) {
        if (!take(ZMQ_DONTWAIT))
            return State::drained;
        if (!release())
            return State::blocked;
    }
    return State::more;
}

/// False where none came, and where a signal did: that is no error here, as it is to cppzmq.
bool Forwarder::take(int flags)
{
    held_ = zmq_msg_recv(frame_.handle(), from_.handle(), flags) >= 0;
    return held_;
}

bool Forwarder::hold_next()
{
    return take(0);
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
    if (stamps_)
        topic_ = more ? frame_.to_string() : "";
    if (!send_first()) {
        hear_peers();
        if (!send_first())
            return false;
    }
    ++unheard_;
    passed_.add(size + (more ? pass_rest() : 0));
    if (stamps_)
        send_stamp();
    return true;
}

bool Forwarder::send_first()
{
    const bool more = frame_.more();
    if (!stamps_ || more)
        return to_.send(frame_, more_flag(more) | zmq::send_flags::dontwait).has_value();
    if (!to_.send(zmq::const_buffer(), zmq::send_flags::sndmore | zmq::send_flags::dontwait))
        return false;
    to_.send(frame_, zmq::send_flags::sndmore);
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
        to_.send(frame_, more_flag(more || stamps_));
    }
    return bytes;
}

void Forwarder::send_stamp()
{
    to_.send(zmq::buffer(Stamps::frame(Stamps::now())), zmq::send_flags::sndmore);
    to_.send(zmq::buffer(Stamps::frame(stamps_->next(topic_))), zmq::send_flags::none);
}

} // namespace zws::relay
