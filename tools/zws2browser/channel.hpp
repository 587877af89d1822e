// SPDX-License-Identifier: MIT
#pragma once

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
    explicit Channel(std::size_t limit);

    /// Adds a message; nobody sees it before publish().
    void append(frame::Opcode opcode, std::string_view payload);
    /// Shows readers what was appended.
    void publish() { segments_.back()->publish(); }

    /// The oldest segment that is kept.
    const std::shared_ptr<Segment>& oldest() const { return segments_.front(); }
    /// A new feed on this channel, the whole chain before it.
    std::shared_ptr<LowWater> add_feed();
    void remove_feed(const std::shared_ptr<LowWater>& low_water) { feeds_.remove(low_water); }
    bool has_feeds() const { return !feeds_.empty(); }
    /// Bytes between the slowest client of all feeds and the head.
    std::uint64_t lag() const;

private:
    /// The length of a segment: short ones make trimming fine-grained, long ones make it rare.
    std::size_t segment_capacity(std::size_t payload_size) const;
    void trim();

    std::size_t limit_;
    std::deque<std::shared_ptr<Segment>> segments_; ///< never empty
    std::size_t bytes_;
    std::list<std::shared_ptr<LowWater>> feeds_; ///< one a shard at most
};

} // namespace zws::browser
