// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/zmq/position.hpp"
#include "tools/zws2browser/stream/batch.hpp"
#include "tools/zws2browser/stream/segment.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <sys/uio.h>
#include <tuple>
#include <vector>

namespace zws::browser {

/// A client's place in a log: all before it was sent to it, or dropped.
struct Cursor {
    std::uint64_t segment = 0; ///< its number in the chain
    std::uint32_t offset = 0;  ///< bytes of it that were sent
    std::uint32_t frame = 0;   ///< whole frames in these bytes

    bool operator==(const Cursor&) const = default;
    /// Whether it is further behind.
    bool operator<(const Cursor& other) const
    {
        return std::tie(segment, offset) < std::tie(other.segment, other.offset);
    }
};

/// A list of buffers for one sendmsg(2), bounded in number and in bytes.
class BufferList {
public:
    static constexpr std::size_t max_buffers = 16;
    static constexpr std::size_t max_bytes = std::size_t{1} << 20U;

    /// Whether no more can be added; the last buffer may exceed the bound.
    bool full() const { return count_ == max_buffers || bytes_ >= max_bytes; }
    void add(std::string_view bytes);

    iovec* data() { return buffers_.data(); }
    std::size_t count() const { return count_; }
    std::size_t bytes() const { return bytes_; }

private:
    std::array<iovec, max_buffers> buffers_; // left as it is up to count_
    std::size_t count_ = 0;
    std::size_t bytes_ = 0;
};

/// A shard's view of a channel: the last segments of its chain, as far as this thread has followed it, and
/// how many cursors are in each. Shows whole frames only, and keeps what was shown until drop_oldest().
class FrameLog {
public:
    /// A log of a chain from `oldest` on. `batched`: its frames are batches, each with some messages.
    explicit FrameLog(std::shared_ptr<Segment> oldest, bool batched = false);

    /// Takes in what was published since; whether there was anything.
    bool follow();

    /// The place `messages` messages before the head, or the oldest there is; never inside of a batch. 0: the
    /// head.
    Cursor before_head(std::uint64_t messages) const;
    /// The first batch that has messages after one of these positions, of other epochs; none where the log
    /// knows none of these epochs. Of batches of zws.batch.v2.
    std::optional<Cursor> after(std::span<const Position> positions);
    /// To be called for each new cursor, and for each that ends.
    void enter(const Cursor& cursor) { ++entry(cursor).cursors; }
    void leave(const Cursor& cursor) { --entry(cursor).cursors; }

    /// Whether a part of a frame was sent.
    bool inside_frame(const Cursor& cursor) const;
    /// The rest of the frame that the cursor is in, and how many messages it has.
    std::string_view rest_of_frame(const Cursor& cursor) const;
    std::uint64_t messages_of_frame(const Cursor& cursor) const;
    /// Adds what is between the cursor and the head, as far as there is room.
    void gather(Cursor cursor, BufferList& buffers) const;
    /// Moves the cursor over `bytes` that were sent; returns how many messages were completed.
    std::uint64_t advance(Cursor& cursor, std::size_t bytes);

    /// Whether there is something to drop before the segment with this number, or before the last one.
    bool begins_before(std::uint64_t segment) const
    {
        return first_number() < segment && entries_.size() > 1;
    }
    bool oldest_has_cursors() const { return entries_.front().cursors != 0; }
    bool in_oldest(const Cursor& cursor) const { return cursor.segment == first_number(); }
    /// Moves a cursor out of the oldest segment to the next one; returns how many messages it skips, without
    /// those of a partly sent frame.
    std::uint64_t overtake(Cursor& cursor);
    /// Forgets the oldest segment, in which there is no cursor.
    void drop_oldest();

    /// The position in the chain, in bytes of frames, at which the oldest segment ends that has a cursor: all
    /// before it that is unsent is in that segment.
    std::uint64_t low_water() const;

private:
    /// Batches after each other whose positions are of one epoch and go on.
    struct Run {
        std::uint32_t first; ///< its first frame
        Coverage covered;
    };
    struct Entry {
        std::shared_ptr<Segment> segment;
        Segment::Extent extent;
        std::size_t cursors = 0;
        std::vector<Run> runs{}; ///< of its first `indexed` frames, once after() was asked
        std::uint32_t indexed = 0;
    };

    static void index(Entry& entry);
    static std::uint32_t frame_of(const Entry& entry, const Run& run, std::uint64_t wanted);
    static bool goes_on_at(const Entry& entry, const Run& run, std::uint32_t frame, std::uint64_t wanted);
    std::uint64_t first_number() const { return entries_.front().segment->start().number; }
    Entry& entry(const Cursor& cursor) { return entries_[cursor.segment - first_number()]; }
    const Entry& entry(const Cursor& cursor) const { return entries_[cursor.segment - first_number()]; }
    std::optional<Cursor> after(const Position& position);
    static Cursor at_frame(const Entry& entry, std::uint32_t frame);
    std::uint64_t messages(const Segment& segment, std::uint32_t from, std::uint32_t to) const;
    void move_to_next_segment(Cursor& cursor);
    void append(std::shared_ptr<Segment> segment);

    std::deque<Entry> entries_; ///< never empty; what the channel keeps, and what cursors are waited for in
    bool batched_;
};

} // namespace zws::browser
