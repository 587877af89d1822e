// SPDX-License-Identifier: MIT
#pragma once

#include "tools/znats/nats/connection.hpp"
#include "tools/znats/nats/retry_thread.hpp"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_set>

namespace zws::nats {

/// Finds out which messages a stream has stored, by reading their ids out of it, on a thread of its own:
/// where its window for duplicates is over, it no longer knows them itself.
class StoredIds {
public:
    using Ids = std::unordered_set<std::string>;
    using Clock = std::chrono::steady_clock;

    struct Question {
        std::string stream;
        std::string pattern;     ///< the subjects of the messages
        std::uint64_t after = 0; ///< the sequence number of a message before them
        Ids wanted;
    };

    /// Calls `wake` when it is done.
    StoredIds(const Connection& connection, jsCtx& js, Question question, WakeUp& wake);
    ~StoredIds() { ended_ = true; }
    StoredIds(const StoredIds&) = delete;
    StoredIds& operator=(const StoredIds&) = delete;

    bool done() const { return done_; }
    /// Those of the wanted ones that are stored; once done().
    const Ids& found() const { return found_; }
    /// When it began to read what it has found; once done().
    Clock::time_point time() const { return time_; }

private:
    RetryThread::Result read();
    std::string read_from(std::uint64_t start);
    std::string take_all(natsSubscription& messages);
    void remember(natsMsg& message);

    const Connection& connection_;
    jsCtx& js_;
    Question question_;
    WakeUp& wake_;
    Ids found_;
    Clock::time_point time_;
    std::atomic<bool> done_ = false;
    std::atomic<bool> ended_ = false;
    std::optional<RetryThread> thread_; ///< destroyed first
};

} // namespace zws::nats
