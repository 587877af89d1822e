// SPDX-License-Identifier: MIT
#include "tools/zrelay/forwarder.hpp"

#include <algorithm>
#include <utility>

namespace zws::relay {

namespace {

constexpr int burst_limit = 1000; // messages: a millisecond or so

} // namespace

Forwarder::Forwarder(Inlet from, Outlet& to, Throughput& passed, ByteMark& mark, const Appended& appended)
    : from_(from), to_(to), passed_(passed), mark_(mark)
{
    if (appended.any())
        trailer_.emplace(appended);
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
    if (from_.repair() == nullptr) {
        held_ = zmq_msg_recv(frame_.handle(), from_.socket().handle(), flags) >= 0;
        return held_;
    }
    held_ = from_.receive(message_);
    part_ = 0;
    if (held_)
        next_frame();
    return held_;
}

/// Of a message whose first frame is there. Does not block: a message that is there is there as a whole.
void Forwarder::next_frame()
{
    if (from_.repair() != nullptr)
        frame_ = std::move(message_.part(part_++));
    else
        static_cast<void>(from_.socket().recv(frame_, zmq::recv_flags::none));
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
    if (trailer_) {
        topic_ = more ? frame_.to_string() : "";
        trailer_->see(0, frame_);
    }
    if (!send_first(more))
        return false;
    const std::size_t whole = size + (more ? pass_rest() : 0);
    passed_.add(whole);
    mark_.see(whole);
    if (trailer_)
        trailer_->send(to_, topic_);
    return true;
}

bool Forwarder::send_first(bool more)
{
    if (!trailer_ || more)
        return to_.send(frame_, more);
    zmq::message_t topic;
    if (!to_.send(topic, true))
        return false;
    return to_.send(frame_, true);
}

/// The frames after the first, and their bytes.
std::size_t Forwarder::pass_rest()
{
    std::size_t bytes = 0;
    bool more = true;
    for (std::size_t index = 1; more; ++index) {
        next_frame();
        more = frame_.more();
        bytes += frame_.size();
        const bool is_held = trailer_ && !more && index > 1 && trailer_->take_position(frame_);
        if (is_held)
            continue;
        if (trailer_)
            trailer_->see(index, frame_);
        to_.send(frame_, more || trailer_);
    }
    return bytes;
}

} // namespace zws::relay
