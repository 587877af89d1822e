// SPDX-License-Identifier: MIT
#pragma once

#include "tools/znats/inbox.hpp"
#include "tools/znats/options.hpp"
#include "tools/znats/retried.hpp"
#include "tools/znats/stream.hpp"

#include <mutex>
#include <optional>
#include <string>

namespace zws::nats {

/// How messages come from NATS into an inbox: a plain subscription; a durable consumer of a stream, whose
/// messages come again until they are acknowledged; or a replay of a stream that goes on with new messages,
/// in order and without acknowledgements.
class Consumer {
public:
    Consumer(const Options& options, Connection& connection, Inbox& inbox);
    ~Consumer();
    Consumer(const Consumer&) = delete;
    Consumer& operator=(const Consumer&) = delete;

    /// Subscribes once the connection has a handle, and does nothing after that. Throws Error where libnats
    /// cannot.
    void begin();

    /// Messages that libnats has dropped, because the buffer was full, since the last call.
    std::uint64_t take_dropped();

    /// Whether messages are to be acknowledged.
    bool acknowledges() const { return !options_.stream.name.empty() && !replays(); }

private:
    bool replays() const { return options_.stream.since || options_.stream.last; }
    void subscribe();
    std::string consume();
    natsStatus ensure_durable();
    natsStatus bind(natsSubscription*& out, jsErrCode& code);
    natsStatus replay(natsSubscription*& out, jsErrCode& code);
    natsStatus set_start(jsConsumerConfig& config);
    void keep(natsSubscription* subscription);

    static void on_message(natsConnection*, natsSubscription*, natsMsg* message, void* inbox);

    const Options& options_;
    Connection& connection_;
    Inbox& inbox_;
    std::string pattern_;
    JetStreamPtr js_;
    std::mutex mutex_;
    SubscriptionPtr subscription_;   ///< under the mutex
    std::int64_t dropped_ = 0;       ///< told so far
    bool begun_ = false;
    std::optional<Retried> retried_; ///< goes first
};

} // namespace zws::nats
