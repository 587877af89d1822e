// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/cli/throughput.hpp"
#include "libcommon/cli/warnings.hpp"
#include "libcommon/zmq/message.hpp"
#include "tools/znats/nats/connection.hpp"
#include "tools/znats/nats/figures.hpp"
#include "tools/znats/nats/outbox.hpp"
#include "tools/znats/nats/stream.hpp"
#include "tools/znats/options.hpp"
#include "tools/znats/subject.hpp"
#include "tools/znats/to_nats/acks.hpp"
#include "tools/znats/to_nats/pace.hpp"
#include "tools/znats/to_nats/stored_ids.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace zws::nats {

/// Messages on their way to NATS: to a stream until it has stored them, each once and in order, else until
/// they are sent. What cannot be published is counted as lost.
class Dispatch {
public:
    using Clock = std::chrono::steady_clock;

    /// All that is given outlives this.
    Dispatch(const Options& options, Connection& connection, WakeUp& wake, Losses& losses);

    /// To be called in each turn of a loop: takes in what NATS has told, and publishes.
    void attend();

    /// When attend() is to be called again.
    Clock::time_point due() const;

    bool full() const { return outbox_.full(); }
    std::size_t count() const { return outbox_.count(); }

    void add(const Message& message);

    /// Ends the connection; all that is left is lost.
    void end();
    void disconnect();
    /// Throws Error if messages were denied, and none was published.
    void check() const;

    void fill(BridgeFigures& figures) const;
    /// Of the messages that were published, each once.
    Throughput& published() { return published_; }

private:
    bool keeps() const { return acks_.has_value(); }
    void begin();
    void hear();
    void hear(const Ack& ack);
    void hear_denials();
    void deny(const std::string& subject, std::uint64_t messages);
    void try_again(const Ack& ack);
    bool may_publish(Clock::time_point now) const;
    bool must_look(Clock::time_point now) const;
    void look();
    void take_in_look();
    void publish();
    void publish_next();
    void sent(natsMsg& message);
    std::string refusal(natsStatus status) const;

    const Options& options_;
    Connection& connection_;
    WakeUp& wake_;
    Losses& losses_;
    Subject subject_;
    Outbox outbox_;
    Pace pace_;
    std::optional<Acks> acks_;
    std::optional<StreamKeeper> stream_;
    std::optional<StoredIds> look_; ///< at what the stream has, while one goes on
    Clock::time_point looked_;      ///< what it had stored before is known
    bool not_permitted_ = false;    ///< something was denied
    bool has_shared_ids_ = false;   ///< others may publish the same messages
    bool prepared_ = false;         ///< the facts of the stream are known
    Throughput published_;
    std::uint64_t number_ = 0;     ///< of the message that was taken last
    std::uint64_t sent_ = 0;       ///< the greatest number that was sent
    std::uint64_t again_ = 0;      ///< messages that were sent once more
    std::uint64_t stored_ = 0;     ///< messages that were acknowledged
    std::uint64_t already_ = 0;    ///< those of them that the stream had
    std::uint64_t denied_ = 0;     ///< messages that the server did not permit
    std::uint64_t sequence_ = 0;   ///< the greatest that the stream told
    std::uint64_t generation_ = 0; ///< of the connection through which the outbox is sent
    std::uint64_t oldest_ = 0;     ///< the message that was in the outbox longest
    Clock::time_point moved_;      ///< when the oldest in flight was sent, or became the oldest
};

} // namespace zws::nats
