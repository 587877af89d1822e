// SPDX-License-Identifier: MIT
#include "tools/zfeed/sender.hpp"

#include "libcommon/error.hpp"
#include "libcommon/log.hpp"
#include "libcommon/poll.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <string>
#include <unistd.h>

namespace zws::feed {

namespace {

using std::chrono::milliseconds;

// Calls in between may take in what the descriptor would tell; then only trying again shows that there is
// room.
constexpr auto retry = milliseconds(20);

/// The frames of a message on a line of stdout, with tabs between them.
void write_line(const Message& message)
{
    std::string line;
    for (std::size_t i = 0; i < message.frame_count(); ++i)
        (line += i > 0 ? "\t" : "") += message.frame(i);
    line += '\n';
    for (std::string_view rest = line; !rest.empty();) {
        const auto written = ::write(STDOUT_FILENO, rest.data(), rest.size());
        if (written < 0 && errno != EINTR)
            throw system_error("write to stdout", errno);
        rest.remove_prefix(static_cast<std::size_t>(std::max<ssize_t>(written, 0)));
    }
}

} // namespace

void Sender::hear_peers()
{
    if (type_ == zmq::socket_type::dealer) {
        while (answer_.receive(out_, zmq::recv_flags::dontwait))
            unread_.add("answers to a DEALER are not read (see --type req)");
        return unread_.report(Clock::now());
    }
    if (type_ != zmq::socket_type::xpub)
        return;
    const bool heard = subscriptions_.count() > 0;
    subscriptions_.hear(out_);
    if (heard && subscriptions_.count() == 0)
        log::warning("the last subscriber has disconnected: messages are lost until one connects");
}

bool Sender::offer(std::string_view first, bool more)
{
    const auto flags =
        more ? zmq::send_flags::sndmore | zmq::send_flags::dontwait : zmq::send_flags::dontwait;
    return out_.send(zmq::buffer(first), flags).has_value();
}

/// Not by ZMQ_POLLOUT, which is always true of an XPUB: the socket's own descriptor is readable when a peer
/// tells that it has read, has come or has gone.
bool Sender::await_room(std::string_view first, bool more)
{
    auto give_up = Clock::time_point::max();
    for (;;) {
        hear_peers();
        if (offer(first, more))
            return true;
        const auto now = Clock::now();
        if (give_up == Clock::time_point::max() && stop_.requested())
            give_up = now + linger_;
        if (now >= give_up)
            return false;
        std::array<zmq::pollitem_t, 2> items{
            {{nullptr, out_fd_, ZMQ_POLLIN, 0}, {nullptr, stop_.fd(), ZMQ_POLLIN, 0}}};
        poll(items, std::min(now + retry, give_up));
    }
}

/// Whether a subscriber takes a message with this first frame, as far as subscribers have told.
bool Sender::wanted(std::string_view first)
{
    if (type_ != zmq::socket_type::xpub || subscriptions_.want(first))
        return true;
    hear_peers();
    return subscriptions_.want(first);
}

Sender::Outcome Sender::send(const std::vector<std::string_view>& frames)
{
    constexpr std::uint64_t hear_interval = 256; // messages
    if (count_ % hear_interval == 0)
        hear_peers();
    const bool taken = wanted(frames.front());
    const bool more = frames.size() > 1;
    if (!offer(frames.front(), more) && !await_room(frames.front(), more))
        return Outcome::given_up;
    // None of these blocks: room is counted in whole messages.
    for (std::size_t i = 1; i < frames.size(); ++i)
        out_.send(zmq::buffer(frames[i]),
                  i + 1 < frames.size() ? zmq::send_flags::sndmore : zmq::send_flags::none);
    ++count_;
    if (type_ == zmq::socket_type::req && !await_reply())
        return Outcome::no_reply;
    if (taken)
        return Outcome::sent;
    to_nobody_.add(subscriptions_.count() == 0 ? "no subscriber was there (see --wait-peers)"
                                               : "no subscriber had asked for their topic");
    to_nobody_.report(Clock::now());
    return Outcome::to_nobody;
}

/// Waits for a reply and writes it; false if a stop came before, and it does not follow at once.
bool Sender::await_reply()
{
    auto give_up = Clock::time_point::max();
    while (!answer_.receive(out_, zmq::recv_flags::dontwait)) {
        const auto now = Clock::now();
        if (give_up == Clock::time_point::max() && stop_.requested())
            give_up = now + linger_;
        if (now >= give_up)
            return false;
        std::array<zmq::pollitem_t, 2> items{
            {{out_.handle(), 0, ZMQ_POLLIN, 0}, {nullptr, stop_.fd(), ZMQ_POLLIN, 0}}};
        const bool stopped = give_up != Clock::time_point::max(); // its descriptor stays readable
        poll({items.data(), stopped ? 1U : 2U}, give_up);
    }
    write_line(answer_);
    return true;
}

void Sender::tell_unread()
{
    unread_.tell_total();
}

bool Sender::sleep(Clock::time_point due)
{
    if (due == Clock::time_point::min())
        return false;
    hear_peers();
    return stop_.wait_until(due);
}

} // namespace zws::feed
