// SPDX-License-Identifier: MIT
#pragma once

#include "tools/znats/nats/libnats.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>

namespace zws::nats {

/// When a message was taken, and a sequence number of the stream that was there before.
struct MessageOrigin {
    std::chrono::steady_clock::time_point taken;
    std::uint64_t sequence = 0;
};

/// Messages on their way to NATS, in order: first those that were sent and wait for an acknowledgement, then
/// those that are to be sent. Has a limit in bytes: whoever adds checks whether it is full, or trims it.
class Outbox {
public:
    explicit Outbox(std::size_t limit) : limit_(limit) {}

    bool full() const { return bytes_ >= limit_; }
    std::size_t count() const { return entries_.size(); }
    std::size_t in_flight() const { return sent_; }

    /// The number of the oldest message; 0 if there is none.
    std::uint64_t oldest() const { return entries_.empty() ? 0 : entries_.front().number; }

    /// Of the oldest message, which is there.
    const MessageOrigin& oldest_origin() const { return entries_.front().origin; }

    /// Appends a message with a number that is greater than all before.
    void add(std::uint64_t number, MsgPtr message, std::size_t size, const MessageOrigin& origin = {});

    /// Drops the oldest that are unsent until the rest keeps to the limit; returns how many. A message alone
    /// stays, however big it is: the servers have a limit for that.
    std::size_t trim();

    /// The oldest that is unsent; null if there is none.
    natsMsg* next() const;
    /// Its number; 0 if there is none.
    std::uint64_t next_number() const;
    /// Of the same, which is there.
    const MessageOrigin& next_origin() const { return entries_[sent_].origin; }

    /// The oldest unsent message was sent, and stays until it is acknowledged.
    void sent();

    /// Removes the oldest unsent message: it was sent and is not acknowledged, or cannot be sent.
    void remove_next();

    /// Removes the message with this number; null if it is no longer here.
    MsgPtr extract(std::uint64_t number);
    /// The same; returns whether it was here.
    bool remove(std::uint64_t number) { return extract(number) != nullptr; }

    /// Calls `f` with each message, the oldest first.
    template <class F>
    void for_each(F f) const
    {
        for (const Entry& entry : entries_)
            f(*entry.message);
    }

    /// Removes those of which `unwanted`, given the message, is true; returns how many.
    template <class Unwanted>
    std::size_t remove_if(Unwanted unwanted)
    {
        std::size_t removed = 0;
        for (std::size_t at = 0; at < entries_.size();) {
            const bool gone = unwanted(*entries_[at].message);
            gone ? forget(at) : static_cast<void>(++at);
            removed += gone ? 1 : 0;
        }
        return removed;
    }

    /// All that was sent and not acknowledged is to be sent again, in order.
    void rewind() { sent_ = 0; }

private:
    struct Entry {
        std::uint64_t number;
        MsgPtr message;
        std::size_t size;
        MessageOrigin origin;
    };

    void forget(std::size_t at);
    void erase(std::size_t at);

    std::size_t limit_;
    std::size_t bytes_ = 0;
    std::deque<Entry> entries_;
    std::size_t sent_ = 0; ///< entries, at the front
};

} // namespace zws::nats
