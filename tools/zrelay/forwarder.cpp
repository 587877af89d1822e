// SPDX-License-Identifier: MIT
#include "tools/zrelay/forwarder.hpp"

#include <algorithm>

namespace zws::relay {

namespace {

constexpr int burst_limit = 1000; // messages: a millisecond or so

} // namespace

Forwarder::Forwarder(zmq::socket_t& from, Outlet& to, Throughput& passed, ByteMark& mark, bool stamps)
    : from_(from), to_(to), passed_(passed), mark_(mark)
{
    if (stamps)
        stamps_.emplace();
}

Forwarder::State Forwarder::burst()
{
    const State state = move();
    to_.flush();
    return state;
}

Forwarder::State Forwarder::move()
{
    if (!release())
        return State::blocked;
    for (int i = 0; i < burst_limit; ++i) {
        if (!receive(ZMQ_DONTWAIT))
            return State::drained;
        if (!release())
            return State::blocked;
    }
    return State::more;
}

/// False if none came, or a signal did, which is not an error here, though it is one to cppzmq.
bool Forwarder::receive(int flags)
{
    held_ = zmq_msg_recv(frame_.handle(), from_.handle(), flags) >= 0;
    return held_;
}

bool Forwarder::hold_next()
{
    return receive(0);
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
    if (!send_first())
        return false;
    const std::size_t whole = size + (more ? pass_rest() : 0);
    passed_.add(whole);
    mark_.see(whole);
    if (stamps_)
        send_stamp();
    return true;
}

bool Forwarder::send_first()
{
    const bool more = frame_.more();
    if (!stamps_ || more)
        return to_.send(frame_, more);
    zmq::message_t topic;
    if (!to_.send(topic, true))
        return false;
    return to_.send(frame_, true);
}

/// The frames after the first, and their bytes. None of the calls blocks: a message that is there is there
/// as a whole.
std::size_t Forwarder::pass_rest()
{
    std::size_t bytes = 0;
    bool more = true;
    while (more) {
        static_cast<void>(from_.recv(frame_, zmq::recv_flags::none));
        more = frame_.more();
        bytes += frame_.size();
        to_.send(frame_, more || stamps_);
    }
    return bytes;
}

void Forwarder::send_stamp()
{
    zmq::message_t time(Stamps::frame(Stamps::now()));
    zmq::message_t number(Stamps::frame(stamps_->next(topic_)));
    to_.send(time, true);
    to_.send(number, false);
}

} // namespace zws::relay
