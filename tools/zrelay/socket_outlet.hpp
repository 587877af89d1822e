// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/zmq/byte_mark.hpp"
#include "libcommon/zmq/lossy_sender.hpp"
#include "libcommon/zmq/socket.hpp"
#include "libcommon/zmq/subscription_limit.hpp"
#include "tools/zrelay/outlet.hpp"

namespace zws::relay {

/// An XPUB or PUSH of libzmq.
class SocketOutlet : public Outlet {
public:
    /// Throws Error as zws::open() does.
    SocketOutlet(zmq::context_t& context, const Options& options);

    bool send(zmq::message_t& frame, bool more) override;
    void flush() override;
    std::optional<zmtp::Note> take_note() override;
    bool hears() const override { return hears_; }
    int fd() const override { return fd_; }
    Clock::time_point due() const override { return Clock::time_point::max(); }
    Clock::duration worth_waiting() const override { return {}; } // not known: libzmq sends on another thread
    std::uint64_t peers() override { return socket_.watch->peers(); }
    Drops drops() const override;
    std::optional<std::size_t> memory() const override { return std::nullopt; }
    std::optional<std::uint64_t> unheard() const override { return std::nullopt; }
    const Endpoints& endpoints() const override { return socket_.endpoints; }
    std::optional<Clock::time_point> close(Clock::time_point end) override;

private:
    void hear_peers();

    Socket socket_;
    std::optional<LossySender> lossy_; ///< none if messages wait for room
    bool hears_;                       ///< an XPUB has to be read
    SubscriptionLimit limit_;          ///< of an XPUB
    int fd_;
    int hear_interval_; ///< messages that can be sent without hearing of room before
    int unheard_ = 0;   ///< messages that were
    bool shares_;       ///< queues have the same messages
    ByteMark mark_;
    std::uint64_t bytes_ = 0; ///< of the message that is being sent
    bool inside_ = false;     ///< of a message of several frames, from a subscriber
};

} // namespace zws::relay
