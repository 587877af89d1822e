// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zws2browser/stream/batch.hpp"
#include "tools/zws2browser/stream/deflater.hpp"
#include "tools/zws2browser/stream/message_info.hpp"
#include "tools/zws2browser/stream/segment.hpp"
#include "tools/zws2browser/stream/subscription.hpp"

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <list>
#include <memory>
#include <optional>
#include <string_view>

namespace zws::browser {

/// What a channel and a follower on it tell each other.
struct Marks {
    Marks(std::uint64_t position, std::uint64_t number) : low_water(position), oldest(number) {}

    /// How far the follower's slowest client is, in bytes of the channel's frames: written by its shard.
    std::atomic<std::uint64_t> low_water;
    /// The number of the oldest segment that the channel keeps: written by ingest.
    std::atomic<std::uint64_t> oldest;
};

/// One view of the stream, encoded once for all its clients: a chain of segments, of which the last `limit`
/// bytes are kept for shards that join, and by those that are there. Lives on ingest's thread; the segments
/// are read by any.
class Channel {
public:
    using Clock = std::chrono::steady_clock;

    /// `recording`: replay() can be asked for; such a channel has no batches.
    Channel(const StreamView& view, std::size_t limit, bool recording, LogMemory& memory);

    /// Adds a message; nobody sees it before publish(). `opcode` is that of its payload.
    void append(frame::Opcode opcode, const ArrivedMessage& arrival);
    /// Tells of a message that this view does not show.
    void pass_over(const ArrivedMessage& arrival);
    /// Shows readers what was appended, except for a batch that is not due yet; returns when it is, or
    /// time_point::max().
    Clock::time_point publish(Clock::time_point now);
    /// Calls `each(opcode, arrival)` for what is kept, the oldest first.
    template <class Each>
    void replay(const Each& each) const
    {
        for (const Kept& kept : kept_) {
            MessageInfo::Reader info(kept.info);
            for (std::uint32_t i = 0; !info.at_end(); ++i) {
                const auto frame = frame::parse(kept.segment->frame(i));
                each(frame.opcode, info.next(frame.payload));
            }
        }
    }

    /// The oldest segment that is kept.
    const std::shared_ptr<Segment>& oldest() const { return kept_.front().segment; }
    /// Whether there is a segment after it, so that it can be dropped.
    bool can_shorten() const { return kept_.size() > 1; }
    /// Whether all clients were sent all of it.
    bool oldest_is_sent() const;
    void drop_oldest();
    /// Memory held.
    std::size_t bytes() const { return bytes_ + batch_.bytes() + (deflater_ ? deflater_->bytes() : 0); }

    /// A new follower on this channel, the whole chain before it.
    std::shared_ptr<Marks> add_feed();
    void remove_follower(const std::shared_ptr<Marks>& marks) { followers_.remove(marks); }
    bool has_followers() const { return !followers_.empty(); }
    /// Bytes between the slowest client of all followers and the head.
    std::uint64_t lag() const;

private:
    /// A segment, and if this records, what else its messages have.
    struct Kept {
        std::shared_ptr<Segment> segment;
        MessageInfo info;
    };

    /// The length of a segment: short ones make trimming fine-grained, long ones make it rare.
    std::size_t segment_capacity(std::size_t payload_size) const;
    void add_segment(std::shared_ptr<Segment> segment);
    void append_frame(frame::Opcode opcode, std::string_view payload);
    void append_batch();
    void record(const ArrivedMessage& arrival);
    std::uint64_t low_water() const;

    std::size_t limit_;
    bool recording_;
    std::deque<Kept> kept_;                       ///< never empty
    std::size_t bytes_ = 0;                       ///< of all in it
    std::list<std::shared_ptr<Marks>> followers_; ///< one a shard at most
    std::optional<std::chrono::milliseconds> batches_;
    Batch batch_;
    std::optional<Deflater> deflater_;
    Clock::time_point batch_due_;
};

} // namespace zws::browser
