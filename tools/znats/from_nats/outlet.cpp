// SPDX-License-Identifier: MIT
#include "tools/znats/from_nats/outlet.hpp"

#include <algorithm>
#include <utility>

namespace zws::nats {

namespace {

/// A peer tells of every half of its queue that it has read.
int burst_limit(int hwm)
{
    constexpr int most = 250;
    return hwm == 0 ? most : std::clamp(hwm / 4, 1, most);
}

bool binds(const Endpoint& endpoint)
{
    return endpoint.side == Endpoint::Side::bind;
}

} // namespace

LastHop::LastHop(Socket& socket, const Policy& policy)
    : of_(socket),
      socket_(socket.handle),
      policy_(policy),
      fd_(socket_.get(zmq::sockopt::fd)),
      burst_limit_(nats::burst_limit(socket_.get(zmq::sockopt::sndhwm))),
      mark_(socket_, socket_.get(zmq::sockopt::sndhwm), policy.bytes),
      departures_(policy.arrived)
{
    if (socket_.get(zmq::sockopt::socket_type) != zmq::socket_type::xpub)
        return;
    subscriptions_.emplace(socket);
    if (!policy.waits)
        lossy_.emplace(socket_);
}

bool LastHop::has_subscribers()
{
    mark_.settle(1, ByteMark::Clock::now());
    if (subscriptions_)
        subscriptions_->hear();
    else // takes in what news() told of, which would otherwise be reported forever
        static_cast<void>(socket_.get(zmq::sockopt::events));
    look();
    if (!subscriptions_)
        return policy_.peers <= 1 || of_.watch->peers() >= policy_.peers;
    const bool subscribed = subscriptions_->count() >= needed();
    const bool ready = subscribed && (!follows() || witnesses_.of(sent_ + 1) >= needed());
    awaits_ = subscribed && !ready;
    return ready;
}

void LastHop::look()
{
    if (!follows())
        return;
    const auto delivery = of_.watch->delivery();
    has_ended_ = has_ended_ || ended_ != delivery.ended;
    ended_ = delivery.ended;
    if (subscriptions_)
        witnesses_.see(delivery.open, subscriptions_->all(), sent_);
}

/// Where one alone has no room, who loses the message is known.
bool LastHop::has_one_peer() const
{
    const auto& endpoints = of_.endpoints;
    if (endpoints.size() == 1 && !binds(endpoints.front()))
        return true;
    return std::all_of(endpoints.begin(), endpoints.end(), binds) && of_.watch->peers() <= 1;
}

void LastHop::prepare(std::uint64_t number, const std::vector<std::string>& frames)
{
    if (!prepared_.empty() && prepared_number_ == number)
        return;
    prepared_.clear();
    for (std::size_t i = 0; i + 1 < frames.size(); ++i)
        prepared_.emplace_back(frames[i]);
    prepared_.push_back(departures_.last_frame(frames.back(), number));
    prepared_number_ = number;
}

/// Room is counted in whole messages: after the first frame no call fails for lack of it.
bool LastHop::send_first(bool more)
{
    const auto flags = more ? zmq::send_flags::sndmore : zmq::send_flags::none;
    if (!lossy_)
        return socket_.send(prepared_.front(), flags | zmq::send_flags::dontwait).has_value();
    if (lossy_->try_send(prepared_.front(), more))
        return true;
    if (!has_one_peer()) {
        lossy_->send(prepared_.front(), more);
        return true;
    }
    ++dropped_;
    return false;
}

bool LastHop::send(std::uint64_t number, const std::vector<std::string>& frames)
{
    prepare(number, frames);
    std::size_t bytes = 0;
    for (const auto& frame : frames)
        bytes += frame.size();
    const bool sent = send_first(prepared_.size() > 1);
    if (!sent && !lossy_)
        return false;
    if (subscriptions_ && !subscriptions_->want(frames.front()))
        ++unheard_;
    for (std::size_t i = 1; sent && i < prepared_.size(); ++i) {
        const auto flags = i + 1 < prepared_.size() ? zmq::send_flags::sndmore : zmq::send_flags::none;
        static_cast<void>(socket_.send(prepared_[i], flags | zmq::send_flags::dontwait));
    }
    prepared_.clear();
    if (follows())
        flying_[number] = ++sent_;
    mark_.see(bytes);
    return true;
}

/// A PUSH does not tell which of its peers had what.
bool LastHop::take_interruption()
{
    const bool ended = std::exchange(has_ended_, false);
    if (flying_.empty())
        return false;
    if (subscriptions_ ? witnesses_.of(flying_.begin()->second) >= needed() : !ended)
        return false;
    flying_.clear();
    prepared_.clear();
    departures_.begin_anew();
    departed_.clear();
    due_ = Clock::time_point::max();
    return true;
}

std::vector<std::uint64_t> LastHop::take_arrived()
{
    const auto more = departures_.collect(); // before it is looked whether connections have ended
    departed_.insert(departed_.end(), more.begin(), more.end());
    due_ = Clock::time_point::max();
    if (departed_.empty())
        return {};
    const auto delivery = of_.watch->delivery();
    if (delivery.arrived && delivery.ended == ended_) {
        for (const auto number : departed_)
            flying_.erase(number);
        return std::exchange(departed_, {});
    }
    due_ = Clock::now() + look_interval;
    return {};
}

} // namespace zws::nats
