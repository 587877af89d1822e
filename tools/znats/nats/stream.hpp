// SPDX-License-Identifier: MIT
#pragma once

#include "tools/znats/nats/connection.hpp"
#include "tools/znats/nats/retry_thread.hpp"

#include <atomic>
#include <chrono>
#include <optional>
#include <string>

namespace zws::nats {

/// JetStream through `connection`; its requests take two seconds at most. Throws Error.
JetStreamPtr jet_stream(const Connection& connection);

/// Makes sure that the stream is there: leaves it as it is, or creates it for `pattern`. Returns why not, or
/// nothing; throws nothing.
std::string ensure_stream(jsCtx& js, const StreamOptions& options, const std::string& pattern);

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

    /// The stream has stored a message.
    void stored() { reason_.clear(); }
    /// It did not, for a `reason` that is told where it is new. `missing`: nobody received the message.
    void refused(const std::string& reason, bool missing, Clock::time_point now);

private:
    void set_up();

    const Connection& connection_;
    const StreamOptions& options_;
    std::string pattern_;
    WakeUp& wake_;
    JetStreamPtr js_;
    std::atomic<bool> ready_ = false;
    std::atomic<bool> there_ = false;   ///< it was when thread_ ended
    std::string reason_;                ///< told already
    Clock::time_point trouble_;         ///< when the stream began to take nothing
    std::optional<RetryThread> thread_; ///< destroyed first
};

} // namespace zws::nats
