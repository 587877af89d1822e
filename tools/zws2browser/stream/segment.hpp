// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zws2browser/stream/frame.hpp"
#include "tools/zws2browser/stream/memory_budget.hpp"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

namespace zws::browser {

/// A run of whole WebSocket frames in one piece of memory, with the table of their ends.
///
/// One thread appends; what it has published never changes again, so any number of threads read that without
/// a lock. Laid out as a slotted page: frames grow from the front, the table from the back. Segments form a
/// chain: the next one is linked when no more is appended to this one.
class Segment {
public:
    /// How much of a segment is published.
    struct Extent {
        std::uint32_t bytes = 0;
        std::uint32_t frames = 0;
        bool operator==(const Extent&) const = default;
    };

    /// The part of a chain that lies before a segment.
    struct Start {
        std::uint64_t number = 0;   ///< segments
        std::uint64_t position = 0; ///< bytes of frames
    };

    /// A segment for `capacity` bytes of frames and table, at most 4 GiB, in `memory`, as those that are
    /// chained to it.
    Segment(Start start, std::size_t capacity, LogMemory& memory);

    /// The capacity that one frame with a payload of this size needs.
    static std::size_t capacity_for(std::size_t payload_size);

    // --- the appending thread ---
    bool fits(std::size_t payload_size) const;
    /// Appends a frame that fits(); nobody sees it before publish().
    void append(frame::Opcode opcode, std::string_view payload, bool compressed = false);
    /// Shows readers all that was appended.
    void publish() { published_.store(packed(appended_), std::memory_order_release); }
    /// Publishes, and links a new, empty segment after this one, to which nothing is appended any more.
    std::shared_ptr<Segment> chain(std::size_t next_capacity);

    /// The position in the chain after all that was appended.
    std::uint64_t end_position() const { return start_.position + appended_.bytes; }

    // --- any thread ---
    const Start& start() const { return start_; }
    std::size_t capacity() const { return capacity_; }
    const char* data() const { return memory_.get(); }
    Extent published() const;
    /// The segment after this one; null while this one may still grow. Once it is there, published() is
    /// final.
    std::shared_ptr<Segment> next() const;
    /// The offset after frame `index`, which is published.
    std::uint32_t frame_end(std::uint32_t index) const { return *slot(index); }
    /// Frame `index`, for the appending thread also if it is not published yet.
    std::string_view frame(std::uint32_t index) const
    {
        const auto begin = index == 0 ? 0 : frame_end(index - 1);
        return {data() + begin, frame_end(index) - begin};
    }
    /// The number of whole frames before `offset`, out of the first `frames` of them.
    std::uint32_t frames_before(std::uint32_t offset, std::uint32_t frames) const;

private:
    static std::uint64_t packed(Extent extent) { return std::uint64_t{extent.bytes} << 32U | extent.frames; }
    const std::uint32_t* slot(std::uint32_t index) const { return slots_end_ - 1 - index; }

    Start start_;
    std::size_t capacity_;
    LogMemory::Block memory_;
    std::uint32_t* slots_end_;      ///< the table's first entry is the last word of memory_
    Extent appended_;               ///< of the appending thread
    std::shared_ptr<Segment> next_; ///< written once, before has_next_
    std::atomic<std::uint64_t> published_{0};
    std::atomic<bool> has_next_{false};
};

} // namespace zws::browser
