// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/zmq/byte_mark.hpp"
#include "libcommon/zmq/lossy_sender.hpp"
#include "libcommon/zmq/xpub_subscriptions.hpp"
#include "tools/znats/from_nats/departures.hpp"
#include "tools/znats/from_nats/witnesses.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>
#include <zmq.hpp>

namespace zws::nats {

/// The ZeroMQ side of messages from NATS: an XPUB or PUSH socket that knows whether it has peers, and which
/// messages have arrived at their machines.
class LastHop {
public:
    using Clock = std::chrono::steady_clock;

    struct Policy {
        bool waits = true;         ///< for room; else an XPUB drops what a subscriber has none for
        std::size_t bytes = 0;     ///< that may be queued for a peer
        unsigned peers = 1;        ///< that are to be there before a message goes
        WakeUp* arrived = nullptr; ///< to be called when take_arrived() may have some; null: nobody asks
    };

    /// Messages that subscribers lost, once for each that is known to have.
    struct Drops {
        std::uint64_t exact = 0;
        std::uint64_t at_least = 0; ///< libzmq does not tell more where there are several
    };

    /// `socket` is as LossySender needs it, and outlives this.
    LastHop(Socket& socket, const Policy& policy);

    /// Whether as many peers have subscribed as are to be there; true for a PUSH that needs one, for it waits
    /// for it by itself.
    bool has_subscribers();

    /// How many messages to send at most before has_subscribers(), which also takes in what room there is: a
    /// PUB drops for peers that keep up, but of which it has not heard for so long.
    int burst_limit() const { return burst_limit_; }

    /// Sends a message whole, or not at all if there is no room; false then: it is to be sent again.
    bool send(std::uint64_t number, const std::vector<std::string>& frames);

    /// Whether peers have gone, and too few are left that were there when the oldest message was sent that
    /// has not arrived: all that has not is to be sent again then. To be called before take_arrived(), after
    /// has_subscribers().
    bool take_interruption();

    /// The numbers of messages that have arrived at the machines of all peers that they were for.
    std::vector<std::uint64_t> take_arrived();

    /// When it is to be looked again; time_point::max(): not before Policy::arrived is, or news().
    Clock::time_point due() const { return awaits_ ? Clock::now() + look_interval : due_; }

    /// Messages that libzmq still has.
    std::size_t queued() const { return departures_.outstanding(); }
    /// Peers that are connected.
    std::uint64_t peers() const { return of_.watch->peers(); }

    Drops drops() const { return {dropped_, lossy_ ? lossy_->lost() : 0}; }
    /// Messages that nobody had subscribed to.
    std::uint64_t unheard() const { return unheard_; }

    /// Readable when a peer has connected, disconnected or read; some events may be missing.
    zmq::pollitem_t news() const { return {nullptr, fd_, ZMQ_POLLIN, 0}; }

private:
    static constexpr auto look_interval = std::chrono::milliseconds(5); ///< at what is on its way

    bool follows() const { return policy_.arrived != nullptr; }
    unsigned needed() const { return std::max(1U, policy_.peers); }
    bool has_one_peer() const;
    void look();
    bool send_first(bool more);
    void prepare(std::uint64_t number, const std::vector<std::string>& frames);

    Socket& of_;
    zmq::socket_t& socket_;
    Policy policy_;
    int fd_;
    int burst_limit_;
    ByteMark mark_;
    Departures departures_;
    std::optional<LossySender> lossy_;               ///< none where messages wait for room
    std::optional<XpubSubscriptions> subscriptions_; ///< of an XPUB
    std::vector<zmq::message_t> prepared_;           ///< frames of a message that there was no room for
    std::uint64_t prepared_number_ = 0;
    std::uint64_t dropped_ = 0;
    std::uint64_t unheard_ = 0;
    std::uint64_t ended_ = 0; ///< connections, as far as is known
    bool awaits_ = false;     ///< a connection that has subscribed, and is not known yet
    bool has_ended_ = false;  ///< one has, since the last take_interruption()
    Witnesses witnesses_;
    std::uint64_t sent_ = 0; ///< messages, also those that were sent again
    std::map<std::uint64_t, std::uint64_t>
        flying_;                          ///< messages that have not arrived: the value of sent_ then
    std::vector<std::uint64_t> departed_; ///< messages that have, and may not have arrived
    Clock::time_point due_ = Clock::time_point::max();
};

} // namespace zws::nats
