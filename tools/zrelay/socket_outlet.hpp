// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/zmq/byte_mark.hpp"
#include "libcommon/zmq/lossy_sender.hpp"
#include "libcommon/zmq/socket.hpp"
#include "libcommon/zmq/subscription_limit.hpp"
#include "tools/zrelay/outlet.hpp"

namespace zws::relay {

/// An XPUB or PUSH of libzmq.
class SocketOutlet final : public Outlet {
public:
    /// Throws Error as zws::open() does.
    SocketOutlet(zmq::context_t& context, const Options& options);

    bool send(zmq::message_t& frame, bool more) override;
    void flush() override;
    std::optional<Note> take_note() override;
    Subscribers subscribers() const override;
    std::optional<Clock::time_point> close(Clock::time_point end) override;

private:
    void hear_peers();

    Socket socket_;
    std::optional<LossySender> lossy_; ///< none if messages wait for room
    SubscriptionLimit limit_;          ///< of an XPUB
    int hear_interval_;                ///< messages that can be sent without hearing of room before
    int unheard_ = 0;                  ///< messages that were
    bool shares_;                      ///< queues have the same messages
    ByteMark mark_;
    std::uint64_t bytes_ = 0; ///< of the message that is being sent
    bool inside_ = false;     ///< of a message of several frames, from a subscriber
};

} // namespace zws::relay
