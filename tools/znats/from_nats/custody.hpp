// SPDX-License-Identifier: MIT
#pragma once

#include "tools/znats/from_nats/stream_position.hpp"
#include "tools/znats/nats/outbox.hpp"

#include <cstddef>
#include <cstdint>
#include <unordered_set>
#include <vector>

namespace zws::nats {

/// The messages that came from NATS and are ours to deliver: those of a stream until they have arrived,
/// others until they are sent.
class Custody {
public:
    enum class Kind {
        plain,       ///< of no stream
        replayed,    ///< of a stream, in order
        acknowledged ///< of a stream, which sends each again until it is acknowledged
    };

    /// `messages`: how many may be on their way, or wait, of a stream. `bytes`: of all.
    Custody(Kind kind, std::size_t messages, std::size_t bytes);

    /// Whether admit() may be called.
    bool has_room() const;
    /// Takes a message. What came before is not taken again: if it has arrived it is acknowledged once more.
    void admit(MsgPtr message);

    /// The next that is to be sent; null: none, or too many are on their way.
    natsMsg* next() const;
    std::uint64_t next_number() const { return messages_.next_number(); }

    /// It was sent.
    void sent();
    /// It cannot be sent: it is given up.
    void give_up();

    /// Messages that were sent have arrived: those of a stream are acknowledged.
    void arrived(const std::vector<std::uint64_t>& numbers);
    /// All that was sent and has not arrived is to be sent again.
    void send_again() { messages_.rewind(); }

    /// Messages that were sent and have not arrived.
    std::size_t in_flight() const { return messages_.in_flight(); }
    /// Messages that are to be sent.
    std::size_t waiting() const { return messages_.count() - messages_.in_flight(); }
    /// Messages that NATS delivered more than once, each time.
    std::uint64_t redelivered() const { return redelivered_; }
    /// Messages that were sent more than once, each time.
    std::uint64_t again() const { return again_; }

private:
    bool is_known(const StreamPosition& position, natsMsg& message);
    void acknowledge(natsMsg& message);

    Kind kind_;
    std::size_t most_;
    Outbox messages_;
    std::unordered_set<std::uint64_t> ours_; ///< identities of messages_
    SequenceMemory seen_;                    ///< those of what has arrived
    std::uint64_t number_ = 0;               ///< of the message that was taken last
    std::uint64_t sent_ = 0;                 ///< the greatest number that was sent
    std::uint64_t redelivered_ = 0;
    std::uint64_t again_ = 0;
};

} // namespace zws::nats
