// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/os/memory_budget.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <sys/uio.h>

namespace zws::relay::zmtp {

/// Bytes, and what they live in.
struct Stored {
    std::shared_ptr<const void> owner;
    std::string_view bytes;
};

/// Counts the memory of all queues, and what there is room for. One thread; outlives what it counts.
class QueueMemory {
public:
    explicit QueueMemory(const MemoryBudget& budget) : budget_(budget) {}
    QueueMemory(const QueueMemory&) = delete;
    QueueMemory& operator=(const QueueMemory&) = delete;

    /// Keeps `bytes`; they count once, for as long as somebody shares them.
    Stored keep(std::string bytes);

    void add(std::size_t bytes) { held_ += bytes; }
    void remove(std::size_t bytes) { held_ -= bytes; }

    std::size_t held() const { return held_; }

    /// Whether a queue of so many bytes may not become longer: it has as much as is left for all, or more. So
    /// the longest stop first, and who has queued nothing yet finds room (the dynamic threshold of Choudhury
    /// and Hahne, IEEE/ACM Transactions on Networking 6(2), 1998).
    bool is_too_long(std::size_t queue) const
    {
        return held_ >= budget_.left() || queue >= budget_.left() - held_;
    }

private:
    const MemoryBudget& budget_;
    std::size_t held_ = 0; ///< bytes
};

/// What a connection had no room for yet: messages, whose bytes it shares with other queues, and commands
/// between them.
class SendQueue {
public:
    explicit SendQueue(QueueMemory& memory) : memory_(memory) {}
    ~SendQueue() { memory_.remove(ends_.size() * each); }
    SendQueue(const SendQueue&) = delete;
    SendQueue& operator=(const SendQueue&) = delete;

    /// Adds a message, without its first `skip` bytes.
    void add_message(const Stored& message, std::size_t skip);
    /// Adds commands, or nothing if too many are waiting: a peer that sends pings has to read the answers.
    void add_commands(std::string_view bytes);

    bool empty() const { return parts_.empty(); }
    /// Messages that are not sent, or only in part.
    std::size_t messages() const { return ends_.size(); }
    /// What is not sent, as it goes over the wire.
    std::size_t bytes() const { return added_ - sent_; }

    /// What is to be sent next, as much of it as `pieces` can name; returns how many it needs.
    std::size_t front(std::span<iovec> pieces) const;
    /// The first `size` bytes are sent.
    void pop(std::size_t size);

private:
    void add(const Stored& part);

    static constexpr std::size_t each = 32; ///< bytes that a message costs besides its own

    QueueMemory& memory_;
    std::deque<Stored> parts_;
    std::uint64_t sent_ = 0;         ///< bytes, ever
    std::uint64_t added_ = 0;        ///< bytes, ever
    std::size_t commands_ = 0;       ///< bytes of commands since the queue was empty
    std::deque<std::uint64_t> ends_; ///< of messages, counted from the first byte ever
};

} // namespace zws::relay::zmtp
