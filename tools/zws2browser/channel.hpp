// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zws2browser/first_frames.hpp"
#include "tools/zws2browser/segment.hpp"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <list>
#include <memory>
#include <string_view>

namespace zws::browser {

/// How far a feed's slowest client is, in bytes of the channel's frames: written by its shard, read by
/// ingest.
using LowWater = std::atomic<std::uint64_t>;

/// One view of the stream, encoded once for all its clients: a chain of segments, of which the last `limit`
/// bytes are kept for shards that join. Lives on ingest's thread; the segments are read by any.
class Channel {
public:
    /// `recording`: replay() can be asked for.
    Channel(std::size_t limit, bool recording);

    /// Adds a message; nobody sees it before publish(). `first_frame` is what topic filters look at; it may
    /// be the payload itself.
    void append(frame::Opcode opcode, std::string_view first_frame, std::string_view payload);
    /// Shows readers what was appended.
    void publish() { kept_.back().segment->publish(); }
    /// Calls `each(opcode, first_frame, payload)` for what is kept, the oldest first.
    template <class Each>
    void replay(const Each& each) const
    {
        for (const Kept& kept : kept_) {
            FirstFrames::Reader first_frames(kept.first_frames);
            for (std::uint32_t i = 0; !first_frames.at_end(); ++i) {
                const auto frame = frame::parse(kept.segment->frame(i));
                each(frame.opcode, first_frames.next(frame.payload), frame.payload);
            }
        }
    }

    /// The oldest segment that is kept.
    const std::shared_ptr<Segment>& oldest() const { return kept_.front().segment; }
    /// A new feed on this channel, the whole chain before it.
    std::shared_ptr<LowWater> add_feed();
    void remove_feed(const std::shared_ptr<LowWater>& low_water) { feeds_.remove(low_water); }
    bool has_feeds() const { return !feeds_.empty(); }
    /// Bytes between the slowest client of all feeds and the head.
    std::uint64_t lag() const;

private:
    /// A segment, and if this records, the first frames of its messages.
    struct Kept {
        std::shared_ptr<Segment> segment;
        FirstFrames first_frames;
    };

    /// The length of a segment: short ones make trimming fine-grained, long ones make it rare.
    std::size_t segment_capacity(std::size_t payload_size) const;
    void add_segment(std::shared_ptr<Segment> segment);
    void record(std::string_view first_frame, std::string_view payload);
    void trim();

    std::size_t limit_;
    bool recording_;
    std::deque<Kept> kept_; ///< never empty
    std::size_t bytes_ = 0;
    std::list<std::shared_ptr<LowWater>> feeds_; ///< one a shard at most
};

} // namespace zws::browser
