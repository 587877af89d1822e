// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/cli/warnings.hpp"
#include "libcommon/os/memory_budget.hpp"
#include "libcommon/peer/connection.hpp"
#include "libcommon/peer/tcp_watch.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <zmq.hpp>

namespace zws {

/// Bounds what subscribers make an XPUB of libzmq remember, which has no bound of its own: a subscriber with
/// too much is disconnected, with a warning. It takes effect each time that the socket is read.
class SubscriptionLimit {
public:
    /// The longest message that a subscriber may send (ZMQ_MAXMSGSIZE), bytes: a subscription of 16 KiB, with
    /// the head of a SUBSCRIBE command (ZMTP 3.1, RFC 37 of rfc.zeromq.org). libzmq disconnects it for a
    /// longer one.
    static constexpr std::size_t longest = (std::size_t{16} << 10U) + 10;
    /// What the subscriptions of one subscriber may cost, bytes.
    static constexpr std::size_t most = std::size_t{64} << 20U;

    /// What those of all subscribers may cost where no option says it, bytes.
    static std::size_t usual_in_all() { return MemoryBudget::usual_limit() / 2; }

    /// What subscribers may send before it is read: 2 MiB is more than what `most` has room for, as the least
    /// costly byte costs 48. CURVE makes a short subscription eight times longer.
    static TcpWatch::Limits at_once(std::size_t most_in_all, bool encrypted);

    /// `most_in_all`: what those of all subscribers may cost, bytes.
    explicit SubscriptionLimit(std::size_t most_in_all = usual_in_all()) : most_in_all_(most_in_all) {}

    /// Takes in what a subscriber has sent, as an XPUB with ZMQ_XPUB_VERBOSER hands it out (RFC 29 of
    /// rfc.zeromq.org).
    void count(zmq::message_t& note);

private:
    struct Subscriber {
        PeerConnection connection;
        std::size_t cost = 0;
        std::size_t bytes = 0; ///< of all that it has subscribed to
    };

    void add(int fd, std::size_t size);
    void forget(int fd);
    void forget_gone();
    void disconnect(int fd, const std::string& reason);

    std::size_t most_in_all_;
    std::map<int, Subscriber> subscribers_; ///< by descriptor; some are gone
    std::size_t in_all_ = 0;
    RareWarning warning_;
};

} // namespace zws
