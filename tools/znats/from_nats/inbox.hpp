// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/os/poll.hpp"
#include "tools/znats/nats/libnats.hpp"

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>

namespace zws::nats {

/// Hands messages from libnats' thread to ours, in order. Holds 1000 at most, and so many
/// bytes and one message more; then libnats waits, whose own queue has a bound in bytes.
class Inbox {
public:
    /// Calls `wake` when there are some. `bytes`: of what messages carry.
    Inbox(WakeUp& wake, std::size_t bytes) : wake_(wake), most_(bytes) {}

    /// Waits for room.
    void put(MsgPtr message);

    /// The oldest; null if there is none.
    MsgPtr pop();

    std::size_t count() const;

    /// Drops what it holds; from now on put() drops what it is given, and does not wait.
    void close();

private:
    static constexpr std::size_t limit = 1000; // messages

    bool full() const { return messages_.size() >= limit || bytes_ >= most_; }

    WakeUp& wake_;
    std::size_t most_; ///< bytes
    std::size_t bytes_ = 0;
    mutable std::mutex mutex_;
    std::condition_variable room_;
    std::deque<MsgPtr> messages_;
    bool closed_ = false;
};

} // namespace zws::nats
