// SPDX-License-Identifier: MIT
#include "tools/zfeed/sender.hpp"

#include "libcommon/cli/log.hpp"
#include "libcommon/os/poll.hpp"
#include "libcommon/os/standard_streams.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace zws::feed {

namespace {

using std::chrono::milliseconds;

// libzmq's descriptor tells a change once, and any call of the socket may use that up. So room may have come
// without a word, and the send is tried again after this time.
constexpr auto retry = milliseconds(20);

/// The frames of a message on a line of stdout, with tabs between them.
void print_line(const Message& message)
{
    std::string line;
    for (std::size_t i = 0; i < message.frame_count(); ++i)
        (line += i > 0 ? "\t" : "") += message.frame(i);
    standard_streams::print(line + '\n');
}

} // namespace

Sender::Sender(FeedOutlet& out, StopSignal& stop, Clock::duration linger)
    : out_(out.socket.handle),
      type_(out.type),
      subscriptions_(out.subscriptions),
      stop_(stop),
      out_fd_(out_.get(zmq::sockopt::fd)),
      linger_(linger)
{
    if (type_ == zmq::socket_type::xpub || type_ == zmq::socket_type::dealer)
        hears_.emplace(stop, out_fd_, [this] { hear_peers(); });
}

void Sender::hear_peers()
{
    if (type_ == zmq::socket_type::dealer) {
        while (answer_.receive(out_, zmq::recv_flags::dontwait))
            unread_.add("answers to a DEALER are not read (see --type req)");
        return unread_.report(Clock::now());
    }
    if (!subscriptions_)
        return;
    const bool heard = subscriptions_->count() > 0;
    subscriptions_->hear();
    if (heard && subscriptions_->count() == 0)
        log::warning("the last subscriber has disconnected: messages are lost until one connects");
}

bool Sender::offer(std::string_view first, bool more)
{
    const auto flags =
        more ? zmq::send_flags::sndmore | zmq::send_flags::dontwait : zmq::send_flags::dontwait;
    return out_.send(zmq::buffer(first), flags).has_value();
}

/// Tries `done` each time that `wakes` is ready, and after `again`; false where a stop was asked for, and
/// what was queued has had its time.
template <class Done>
bool Sender::await(Done done, const zmq::pollitem_t& wakes, Clock::duration again)
{
    auto give_up = Clock::time_point::max();
    while (!done()) {
        const auto now = Clock::now();
        if (give_up == Clock::time_point::max() && stop_.requested())
            give_up = now + linger_;
        if (now >= give_up)
            return false;
        std::array<zmq::pollitem_t, 2> items{wakes, {nullptr, stop_.fd(), ZMQ_POLLIN, 0}};
        const bool stopped =
            give_up != Clock::time_point::max(); // then nothing takes in what the other tells
        poll({items.data(), stopped ? 1U : 2U}, std::min(now + again, give_up));
    }
    return true;
}

/// Not by ZMQ_POLLOUT, which is always true of an XPUB: the socket's own descriptor is readable when a peer
/// tells that it has read, has come or has gone.
bool Sender::await_room(std::string_view first, bool more)
{
    const auto sent = [&] {
        hear_peers();
        return offer(first, more);
    };
    return await(sent, {nullptr, out_fd_, ZMQ_POLLIN, 0}, retry);
}

/// Whether a subscriber takes a message with this first frame, as far as subscribers have told.
bool Sender::wanted(std::string_view first)
{
    if (!subscriptions_ || subscriptions_->want(first))
        return true;
    hear_peers();
    return subscriptions_->want(first);
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
    to_nobody_.add(subscriptions_->count() == 0 ? "no subscriber was there (see --wait-peers)"
                                                : "no subscriber had asked for their topic");
    to_nobody_.report(Clock::now());
    return Outcome::to_nobody;
}

/// Waits for a reply and prints it; false where none came.
bool Sender::await_reply()
{
    const auto came = [this] { return answer_.receive(out_, zmq::recv_flags::dontwait); };
    if (!await(came, {out_.handle(), 0, ZMQ_POLLIN, 0}, std::chrono::hours(1)))
        return false;
    print_line(answer_);
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
