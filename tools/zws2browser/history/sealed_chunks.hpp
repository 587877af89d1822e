// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zws2browser/history/chunk.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <vector>

namespace zws::browser::history {

/// The chunks of all series, oldest first by when they were sealed, and what of them is in memory. The oldest
/// lose their points first, then their blocks, then all. Not for several threads.
class SealedChunks {
public:
    struct Dropped {
        std::uint64_t chunks = 0;         ///< whole
        std::uint64_t points = 0;         ///< of which the sums are left, or were until the chunk was dropped
        std::uint64_t unsaved_points = 0; ///< of these, points that were to be saved
    };

    /// With `keeps_unsaved`, chunks are to be saved.
    explicit SealedChunks(bool keeps_unsaved) : keeps_unsaved_(keeps_unsaved) {}

    void push(std::shared_ptr<Chunk> chunk);
    void push_saved(std::shared_ptr<Chunk> chunk); ///< to come before all that are to be saved

    bool empty() const { return chunks_.empty(); }
    const Chunk& oldest() const { return *chunks_.front(); }
    std::size_t memory() const; ///< bytes
    const Dropped& dropped() const { return dropped_; }

    /// Drops the points of the oldest chunk that has some in memory, where all have more than half of `room`,
    /// else its blocks, where these have more than a quarter of it. False where neither is so.
    bool make_coarser(std::size_t room);

    /// Drops the oldest chunk; there has to be one.
    std::shared_ptr<Chunk> pop();

    /// How many chunks there are up to and with one; 0 where it was dropped.
    std::size_t count_to(const Chunk& last) const;

    std::vector<std::shared_ptr<Chunk>> unsaved() const; ///< in the order in which they were sealed
    /// The first of unsaved(), if it was not dropped; its parts are in files now.
    void saved(const std::shared_ptr<Chunk>& chunk, Bytes points, Bytes blocks);

private:
    bool drop_oldest_points();
    bool drop_oldest_blocks();
    void drop_points(Chunk& chunk, std::uint64_t number);
    void drop_blocks(Chunk& chunk, std::uint64_t number);
    std::uint64_t end() const { return begin_ + chunks_.size(); }

    bool keeps_unsaved_;
    std::deque<std::shared_ptr<Chunk>> chunks_; ///< memory() is bounded by who pushes
    std::uint64_t begin_ = 0;                   ///< how many came before the first
    std::uint64_t with_points_ = 0;             ///< number of the first that may have points in memory
    std::uint64_t with_blocks_ = 0;             ///< blocks alike
    std::uint64_t unsaved_ = 0;                 ///< number of the first that is not saved
    std::size_t points_bytes_ = 0;              ///< in memory
    std::size_t blocks_bytes_ = 0;
    Dropped dropped_;
};

} // namespace zws::browser::history
