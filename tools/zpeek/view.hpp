// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/zmq/message.hpp"

#include <chrono>

namespace zws::peek {

/// When a message came, by the clock that runs evenly and by that of the day.
struct Arrival {
    std::chrono::steady_clock::time_point steady;
    std::chrono::system_clock::time_point wall;

    double unix_seconds() const { return std::chrono::duration<double>(wall.time_since_epoch()).count(); }
};

/// What is made of a stream while it is looked at, such as a table that is drawn anew. All is called on one
/// thread.
class View {
public:
    using Clock = std::chrono::steady_clock;

    View() = default;
    virtual ~View() = default;
    View(const View&) = delete;
    View& operator=(const View&) = delete;

    /// Takes a message in, which is there until the call returns.
    virtual void look_at(Message& message, const Arrival& arrival) = 0;

    /// When refresh() is to be called, at the latest; time_point::max(): not for now.
    virtual Clock::time_point due() const { return Clock::time_point::max(); }
    /// Is called after each burst of messages, and when it is due.
    virtual void refresh(Clock::time_point /*now*/) {}

    /// What else is waited for besides messages, such as keys: readable (poll(2)) when hear() is to be
    /// called; -1: nothing.
    virtual int fd() const { return -1; }
    virtual void hear() {}

    /// Whether it wants no more.
    virtual bool is_done(Clock::time_point /*now*/) const { return false; }

    /// The look is over at `now`; is called once.
    virtual void finish(Clock::time_point /*now*/) {}
};

} // namespace zws::peek
