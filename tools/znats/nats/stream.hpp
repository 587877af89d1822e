// SPDX-License-Identifier: MIT
#pragma once

#include "tools/znats/nats/connection.hpp"
#include "tools/znats/nats/retry_thread.hpp"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>

namespace zws::nats {

/// JetStream through `connection`; its requests take two seconds at most. Throws Error.
JetStreamPtr jet_stream(const Connection& connection);

/// What matters of a stream to who publishes to it.
struct StreamFacts {
    std::chrono::nanoseconds duplicate_window{std::chrono::minutes(2)}; ///< in which it knows ids again
    bool refuses = false;            ///< new messages where it is full; else it drops the oldest
    std::uint64_t last_sequence = 0; ///< of its messages
};

/// Makes sure that the stream is there: leaves it as it is, or creates it for `pattern`. Returns why not, or
/// nothing, with `facts` as they are; throws nothing.
std::string ensure_stream(jsCtx& js, const StreamOptions& options, const std::string& pattern,
                          StreamFacts& facts);

/// Why a JetStream request failed.
std::string stream_failure(natsStatus status);

/// Sees that the stream to publish to is there: makes it where it is not, and again where it was deleted.
class StreamKeeper {
public:
    using Clock = std::chrono::steady_clock;

    /// `pattern`: the subjects of a stream that is made. Calls `wake` when the stream is there.
    StreamKeeper(const Connection& connection, const StreamOptions& options, std::string pattern,
                 WakeUp& wake);

    /// To be called once the connection has a handle. Throws Error.
    void begin();
    bool begun() const { return js_ != nullptr; }
    /// Whether the stream was there once.
    bool ready() const { return ready_; }
    /// What it was like then.
    StreamFacts facts() const;
    /// For other requests; once begun().
    jsCtx& js() const { return *js_; }

    /// The stream has stored a message.
    void stored() { reason_.clear(); }
    /// Why it took none lately; empty: it did.
    const std::string& trouble() const { return reason_; }
    /// It did not, for a `reason` that is told where it is new. `missing`: nobody received the message.
    void refused(const std::string& reason, bool missing, Clock::time_point now);

private:
    void set_up();
    void keep(const StreamFacts& facts);

    const Connection& connection_;
    const StreamOptions& options_;
    std::string pattern_;
    WakeUp& wake_;
    JetStreamPtr js_;
    mutable std::mutex mutex_;
    StreamFacts facts_; ///< under the mutex
    std::atomic<bool> ready_ = false;
    std::atomic<bool> there_ = false;   ///< it was when thread_ ended
    std::string reason_;                ///< told already
    Clock::time_point trouble_;         ///< when the stream began to take nothing
    std::optional<RetryThread> thread_; ///< destroyed first
};

} // namespace zws::nats
