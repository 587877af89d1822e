// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zrelay/zmtp/queue_memory.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <span>
#include <string_view>
#include <sys/uio.h>

namespace zws::relay::zmtp {

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
