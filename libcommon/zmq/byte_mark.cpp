// SPDX-License-Identifier: MIT
#include "libcommon/zmq/byte_mark.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace zws {

namespace {

constexpr std::uint64_t own_bytes = 64;    // of a message, besides its frames
constexpr std::chrono::seconds memory{10}; // how long a burst of large messages counts
constexpr int no_limit = std::numeric_limits<int>::max();

} // namespace

ByteMark::ByteMark(zmq::socket_ref socket, int messages, std::size_t bytes)
    : socket_(socket),
      most_(static_cast<std::uint64_t>(messages == 0 ? no_limit : messages)),
      bytes_(bytes),
      mark_(most_)
{
}

void ByteMark::settle(std::uint64_t queues, Clock::time_point now)
{
    if (messages_ == 0)
        return;
    queues_ = std::max<std::uint64_t>(queues, 1);
    recent_ = std::max(recent_, sum_ / messages_);
    if (now >= due_) {
        large_ = std::exchange(recent_, 0);
        due_ = now + memory;
    }
    adapt();
    messages_ = sum_ = 0;
}

void ByteMark::adapt()
{
    large_ = std::max(large_, sum_ / messages_);
    const auto mark = std::clamp<std::uint64_t>(bytes_ / queues_ / (large_ + own_bytes), 1, most_);
    if (mark == mark_)
        return;
    mark_ = mark;
    const int value = mark == static_cast<std::uint64_t>(no_limit) ? 0 : static_cast<int>(mark);
    socket_.set(zmq::sockopt::rcvhwm, value);
    socket_.set(zmq::sockopt::sndhwm, value);
}

} // namespace zws
