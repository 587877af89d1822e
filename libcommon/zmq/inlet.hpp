// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/zmq/repair.hpp"
#include "libcommon/zmq/socket.hpp"

#include <optional>

namespace zws {

/// What a tool takes messages from: a socket, and where it is repaired what is missing is had again, and what
/// comes twice dropped.
class Inlet {
public:
    using Clock = Repair::Clock;

    /// `socket` outlives this.
    Inlet(Socket& socket) : socket_(&socket.handle), repair_(socket.repair.get()) {}

    /// A socket that is not repaired.
    Inlet(zmq::socket_t& socket) : socket_(&socket) {}

    /// Replaces the frames by those of the next message; false if there is none now.
    bool receive(Message& message)
    {
        return repair_ != nullptr ? repair_->receive(message)
                                  : message.receive(*socket_, zmq::recv_flags::dontwait);
    }

    /// Readable (poll(2)) where receive() may have something, besides the socket; -1: the socket tells all.
    int fd() const { return repair_ != nullptr ? repair_->fd() : -1; }

    /// When to call receive() again although nothing tells: in the past where it has something.
    Clock::time_point due() const
    {
        return repair_ != nullptr && repair_->ready() ? Clock::time_point::min() : Clock::time_point::max();
    }

    /// What was repaired; none: nothing is.
    std::optional<Repair::Counts> counts() const
    {
        return repair_ != nullptr ? std::optional(repair_->counts()) : std::nullopt;
    }

    /// What is missing is given up, as this is the end: receive() gives out what waited for it.
    void end() const
    {
        if (repair_ != nullptr)
            repair_->end();
    }

    /// Tells at the end what was repaired, where something is.
    void tell_total() const
    {
        if (repair_ != nullptr)
            repair_->tell_total();
    }

    zmq::socket_t& socket() { return *socket_; }

    /// Null: nothing is repaired.
    Repair* repair() const { return repair_; }

private:
    zmq::socket_t* socket_;
    Repair* repair_ = nullptr;
};

} // namespace zws
