// SPDX-License-Identifier: MIT
#pragma once

#include "tools/znats/nats/connection.hpp"

#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace zws::nats {

/// JetStream's answer to a message that was published.
struct Ack {
    enum class Kind {
        stored,
        retry,  ///< not now: the stream has no leader, or does not exist
        refused ///< never: the stream does not accept the message
    };
    std::uint64_t number = 0;
    Kind kind = Kind::retry;
    bool no_stream = false;     ///< nobody received the message
    std::string reason = {};    ///< why it was not stored
    std::uint64_t sequence = 0; ///< in the stream, of a message that was stored
    bool duplicate = false;     ///< it was stored before
};

/// What the data of an answer says; `number` is not set.
Ack parse_ack(std::string_view data);

/// Takes the answers to numbered messages as they come, for the thread that publishes.
class Acks {
public:
    /// Calls `wake` when there are some. Throws Error if libnats has no memory.
    explicit Acks(WakeUp& wake);
    Acks(const Acks&) = delete;
    Acks& operator=(const Acks&) = delete;

    /// Subscribes to the answers; throws Error if libnats cannot.
    void listen(const Connection& connection);

    /// The subject for the answer to the message with this number.
    std::string reply_to(std::uint64_t number) const;

    /// A name for the message with this number that no other message of any publisher has.
    std::string id_of(std::uint64_t number) const;

    /// All since the last call, in the order in which they came.
    std::vector<Ack> collect();

private:
    static void on_message(natsConnection*, natsSubscription*, natsMsg* message, void* self);
    void add(natsMsg& message);

    WakeUp& wake_;
    std::string inbox_;
    std::mutex mutex_;
    std::vector<Ack> acks_; ///< no more than are in flight
    SubscriptionPtr subscription_;
};

} // namespace zws::nats
