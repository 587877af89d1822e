// SPDX-License-Identifier: MIT
#pragma once

#include "tools/znats/from_nats/inbox.hpp"
#include "tools/znats/nats/retry_thread.hpp"
#include "tools/znats/nats/stream.hpp"
#include "tools/znats/options.hpp"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>

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

    /// Messages that libnats has dropped, because the buffer was full, since the last call.
    std::uint64_t take_dropped();

    /// Whether messages are to be acknowledged.
    bool acknowledges() const { return !options_.stream.name.empty() && !replays(); }

private:
    bool replays() const { return options_.stream.since || options_.stream.last; }
    void subscribe();
    RetryThread::Result consume();
    RetryThread::Result look_after();
    bool is_gone();
    std::string ensure_durable();
    std::string bind(natsSubscription*& out);
    std::string replay(natsSubscription*& out);
    std::string find_start(std::uint64_t& start);
    natsStatus find_start_by_age(std::uint64_t& start);
    void keep(natsSubscription* subscription);

    static void on_message(natsConnection*, natsSubscription*, natsMsg* message, void* self);

    const Options& options_;
    Connection& connection_;
    Inbox& inbox_;
    std::string pattern_;
    JetStreamPtr js_;
    std::mutex mutex_;
    SubscriptionPtr subscription_; ///< under the mutex
    std::int64_t dropped_ = 0;     ///< told so far
    bool begun_ = false;
    std::int64_t created_ = 0; ///< when the stream was that is replayed, in nanoseconds since 1970
    std::atomic<std::uint64_t> replayed_ = 0; ///< the sequence number of the last message
    std::chrono::steady_clock::time_point looked_;
    int missing_ = 0;                  ///< how often in a row the consumer was not found
    std::optional<RetryThread> retry_; ///< destroyed first
};

} // namespace zws::nats
