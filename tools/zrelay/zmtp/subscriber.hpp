// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/os/file_descriptor.hpp"
#include "tools/zrelay/zmtp/bunch.hpp"
#include "tools/zrelay/zmtp/send_queue.hpp"
#include "tools/zrelay/zmtp/session.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

namespace zws::relay::zmtp {

/// The connection of one subscriber. Never blocks: what it has no room for is queued, up to the high-water
/// mark.
class Subscriber {
public:
    using Clock = std::chrono::steady_clock;

    /// What a subscriber may cost.
    struct Bounds {
        std::size_t hwm; ///< messages; 0: no limit
        MemoryBudget& budget;
        QueueMemory& queues;
        std::size_t copies; ///< of its subscriptions that there are in all
        bool waits;         ///< nothing is delivered before full() has been asked
    };

    /// `connection` does not block.
    Subscriber(FileDescriptor connection, std::string address, const Bounds& bounds, Clock::time_point now);

    /// Reads what was sent to us, but no more than others can wait for; false if there may be more.
    bool receive(Clock::time_point now);

    /// Sends messages of `bunch`, and queues what there is no room for; returns how many were dropped because
    /// the queue is full.
    struct Dropped {
        std::uint64_t messages = 0;
        std::uint64_t for_memory = 0; ///< of them, not for the high-water mark
    };
    Dropped deliver(const BunchSelection& selection, Bunch& bunch);

    /// Sends what is queued, as far as there is room.
    void drain();

    /// Looks for peers that have vanished. To be called every `beat_interval`.
    void beat(Clock::time_point now);
    static constexpr auto beat_interval = std::chrono::seconds(10);

    /// Whether the connection is over.
    bool gone() const { return gone_; }
    /// How it broke the protocol before it was disconnected; empty: it did not.
    const std::string& fault() const { return fault_; }
    bool ready() const { return session_.ready(); }
    bool wants_all() const { return !topics_.empty() && topics_.begin()->empty(); }
    bool full() const { return is_at_mark() || is_too_long(); }
    std::size_t queued() const { return queue_.messages(); }
    std::size_t queued_bytes() const { return queue_.bytes(); }
    bool drained() const { return queue_.empty(); }
    int fd() const { return connection_.get(); }
    std::vector<Note> take_notes() { return session_.take_notes(); }

    /// False where it has subscribed to the topic before, or has more subscriptions than most_subscribed, or
    /// than there is memory for: then the connection is over.
    bool subscribe(const std::string& topic);
    /// False where it has not subscribed to the topic.
    bool unsubscribe(const std::string& topic);
    using Topics = std::set<std::string, std::less<>>;
    const Topics& topics() const { return topics_; }

    /// What one peer may have us remember, bytes: each subscription counts as so many more than it is long.
    static constexpr std::size_t most_subscribed = std::size_t{8} << 20U;
    static constexpr std::size_t more_than_long = 112;

    BunchSelection picked; ///< of the bunch that is being made

private:
    bool is_at_mark() const { return bounds_.hwm > 0 && queue_.messages() >= bounds_.hwm; }
    bool is_too_long() const { return bounds_.queues.is_too_long(queue_.bytes()); }
    bool loses_next() const;
    bool has_memory();
    void receive(std::string_view bytes);
    void send_output();
    std::size_t write(std::span<const iovec> pieces);

    FileDescriptor connection_;
    std::string address_;
    Bounds bounds_;
    MemoryBudget::Share memory_; ///< of its subscriptions, and of a frame that is not whole yet
    Topics topics_;              ///< prefixes of what it wants
    std::size_t subscribed_ = 0; ///< bytes
    Session session_;
    SendQueue queue_;
    Clock::time_point came_;
    Clock::time_point heard_;
    Clock::time_point pinged_; ///< for the first time since it was heard
    bool gone_ = false;
    std::string fault_;
};

} // namespace zws::relay::zmtp
