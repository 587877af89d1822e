// SPDX-License-Identifier: MIT
#include "tools/zrelay/replay/asker.hpp"

#include "libcommon/text/big_endian.hpp"

#include <algorithm>
#include <cerrno>
#include <iterator>
#include <utility>
#include <vector>

namespace zws::relay {

namespace {

/// False, with errno, where it is not sent.
bool send_frame(zmq::socket_t& out, zmq::message_t& frame, bool more)
{
    return zmq_msg_send(frame.handle(), out.handle(), ZMQ_DONTWAIT | (more ? ZMQ_SNDMORE : 0)) >= 0;
}

} // namespace

bool Asker::ask(const ReplayRequest& request)
{
    if (requests_.size() >= most_requests)
        return false;
    requests_.push_back(keep_.begin(request));
    return true;
}

Asker::Sent Asker::go_on()
{
    if (requests_.empty())
        return Sent::nothing;
    auto& cursor = requests_.front();
    if (found_.empty() && !cursor.done()) {
        std::vector<Keep::Found> found;
        keep_.collect(cursor, found);
        std::ranges::move(found, std::back_inserter(found_));
    }
    if (!found_.empty())
        return send_found();
    return cursor.done() ? send_end() : Sent::something;
}

Asker::Sent Asker::send_found()
{
    auto result = Sent::nothing;
    while (!found_.empty()) {
        auto& next = found_.front();
        const auto sent = send(next.number, next.message);
        if (sent != Sent::something)
            return sent == Sent::gone ? sent : result;
        result = sent;
        ++sent_;
        found_.pop_front();
    }
    return result;
}

Asker::Sent Asker::send_end()
{
    std::vector<std::string> frames{""};
    if (requests_.front().request.epoch) {
        for (auto& frame : frames_of(keep_.end_of(requests_.front())))
            frames.push_back(std::move(frame));
    }
    Message end(frames);
    const auto sent = send(ReplayRequest::end, end);
    if (sent == Sent::something)
        requests_.pop_front();
    return sent;
}

/// Only the first frame can be refused.
Asker::Sent Asker::send(std::uint64_t number, Message& message)
{
    if (!has_room())
        return Sent::nothing;
    zmq::message_t name(name_);
    if (!send_frame(router_, name, true))
        return errno == EAGAIN || errno == EINTR ? Sent::nothing : Sent::gone;
    zmq::message_t empty;
    send_frame(router_, empty, true);
    zmq::message_t head(big_endian(number));
    send_frame(router_, head, true);
    for (std::size_t i = 0; i < message.frame_count(); ++i) {
        auto frame = lent_.lend(message.part(i));
        send_frame(router_, frame, i + 1 < message.frame_count());
    }
    return Sent::something;
}

} // namespace zws::relay
