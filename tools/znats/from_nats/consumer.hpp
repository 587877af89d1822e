// SPDX-License-Identifier: MIT
#pragma once

#include "tools/znats/from_nats/durable.hpp"
#include "tools/znats/from_nats/inbox.hpp"
#include "tools/znats/nats/retry_thread.hpp"
#include "tools/znats/nats/stream.hpp"
#include "tools/znats/options.hpp"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace zws::nats {

/// How messages come from NATS into an inbox: a plain subscription; a durable consumer of a stream, whose
/// messages come again until they are acknowledged; or a replay of a stream that continues with new messages,
/// in order and without acknowledgements. A stream or a consumer that does not exist, or no longer exists, is
/// waited for.
class Consumer {
public:
    Consumer(const Options& options, Connection& connection, Inbox& inbox);
    ~Consumer();
    Consumer(const Consumer&) = delete;
    Consumer& operator=(const Consumer&) = delete;

    /// Subscribes when the connection has a handle; does nothing afterwards. Throws Error if libnats
    /// cannot.
    void begin();

    /// Asks for no more messages of a plain subject; those that have come still do, for this time.
    void stop(std::chrono::milliseconds time);
    /// Whether they have, after stop().
    bool stopped();
    /// Messages of a plain subject that libnats has, and that are not in the inbox.
    std::uint64_t pending();

    /// Messages that libnats has dropped, because the buffer was full, since the last call.
    std::uint64_t take_dropped();

private:
    /// What on_message() knows of the subscription that it is called for.
    struct Source {
        Consumer& consumer;
        std::optional<std::uint64_t> epoch; ///< of positions; none: messages get none
    };

    bool replays() const { return options_.replays(); }
    void subscribe();
    RetryThread::Result consume();
    RetryThread::Result consume_durable();
    RetryThread::Result look_after();
    Durable::State state();
    Source& add_source(std::optional<std::uint64_t> epoch);
    std::string look_at_stream(StreamInfoPtr& out) const;
    Source& source_of(const StreamInfoPtr& stream);
    std::string bind(natsSubscription*& out);
    std::string replay(natsSubscription*& out);
    RetryThread::Result begin_with(natsSubscription* subscription);
    std::string find_start(const jsStreamInfo& info, std::uint64_t& start);
    void keep(natsSubscription* subscription);

    static void on_message(natsConnection*, natsSubscription*, natsMsg* raw, void* source);

    const Options& options_;
    Connection& connection_;
    Inbox& inbox_;
    std::string pattern_;
    Durable durable_;
    JetStreamPtr js_;
    std::list<Source> sources_; ///< of all subscriptions so far
    std::mutex mutex_;
    SubscriptionPtr subscription_;         ///< under the mutex
    std::vector<SubscriptionPtr> retired_; ///< their messages need them, to be acknowledged
    std::int64_t dropped_ = 0;             ///< told so far
    bool begun_ = false;
    bool stops_ = false;       ///< under the mutex
    std::int64_t created_ = 0; ///< when the stream was that is replayed, in nanoseconds since 1970
    std::atomic<std::uint64_t> replayed_ = 0; ///< the sequence number of the last message
    std::chrono::steady_clock::time_point looked_;
    int missing_ = 0;                  ///< how often in a row the consumer was not found
    std::optional<RetryThread> retry_; ///< destroyed first
};

} // namespace zws::nats
