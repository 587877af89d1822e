// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zws2browser/history/crc.hpp"
#include "tools/zws2browser/history/number_run.hpp"
#include "tools/zws2browser/history/summary.hpp"

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>

namespace zws::browser::history {

constexpr std::size_t points_of_block = longest_run;
constexpr std::size_t most_blocks = 128;
constexpr std::size_t points_of_chunk = points_of_block * most_blocks;

/// Some points that follow each other in order of time, and where the rest of the chunk has their bytes. As
/// in memory, so in files.
struct Block {
    Summary summary;
    std::uint32_t offset;
    std::uint32_t size;
    std::uint32_t crc; ///< CRC-32C of these bytes
    std::uint32_t zero;
};
static_assert(std::is_trivially_copyable_v<Block> && sizeof(Block) == 96);

/// Blocks that follow each other: the step of the pyramid between blocks and a chunk.
struct BlockGroup {
    static constexpr std::size_t most = 16;

    Summary summary;
    std::uint32_t crc; ///< CRC-32C of the blocks
    std::uint32_t zero;
};
static_assert(std::is_trivially_copyable_v<BlockGroup> && sizeof(BlockGroup) == 88);

/// What is known of a chunk when nothing else is left of it. As in memory, so in files.
struct ChunkHead {
    Summary summary;
    std::uint64_t first_number; ///< how many points of its series had arrived before
    double sealed_at;           ///< Unix seconds
    std::uint32_t series;       ///< a number
    std::uint32_t points_size;  ///< bytes of the encoded points
    std::uint32_t block_count;
    std::uint32_t groups_crc; ///< CRC-32C of the groups

    std::size_t group_count() const { return (block_count + BlockGroup::most - 1) / BlockGroup::most; }
    /// Bytes of the groups, and of the blocks after them.
    std::size_t groups_size() const { return group_count() * sizeof(BlockGroup); }
    std::size_t blocks_size() const { return groups_size() + block_count * sizeof(Block); }
};
static_assert(std::is_trivially_copyable_v<ChunkHead> && sizeof(ChunkHead) == 112);

/// A part of a chunk, and what it lives in.
using Bytes = std::shared_ptr<const char>;

/// Points of a series that arrived after each other, in order of time, encoded. Never changes, but that its
/// parts can go, or move into a file: the points first, then the blocks. For any thread.
class Chunk {
public:
    /// Encodes 1 to points_of_chunk points, in order of time. `series`, `first_number` and `sealed_at` are
    /// taken from `about`.
    static std::shared_ptr<Chunk> sealed(ChunkHead about, std::span<const Point> points);

    /// Parts may be null. What is in them is not trusted.
    Chunk(const ChunkHead& head, Bytes points, Bytes blocks, bool in_memory);

    const ChunkHead& head() const { return head_; }
    const Summary& summary() const { return head_.summary; }

    /// None where they are gone.
    Bytes points() const;
    Bytes blocks() const;

    /// Bytes that its points or blocks have in memory, and not in a file.
    std::size_t points_in_memory() const;
    std::size_t blocks_in_memory() const;

    void drop_points();
    void drop_blocks();
    /// From here on they are in a file.
    void move(Bytes points, Bytes blocks);

    /// Of what the CRC is asked for: the groups, the blocks of a group, or the points of a block.
    static constexpr std::size_t groups_part = 0;
    static constexpr std::size_t blocks_part = 1;
    static constexpr std::size_t points_part = blocks_part + most_blocks / BlockGroup::most;

    /// Whether the bytes of a part have their CRC; looked at once for each part, and remembered.
    bool is_whole(std::size_t part, std::uint32_t crc, std::string_view bytes) const;

private:
    static constexpr std::size_t most_parts = points_part + most_blocks;

    ChunkHead head_;
    mutable std::array<std::atomic<std::uint64_t>, (most_parts + 63) / 64> whole_{}; ///< a bit for each part
    mutable std::mutex mutex_;                                                       ///< for the rest
    Bytes points_;
    Bytes blocks_;
    bool in_memory_;
};

/// Points of a block.
struct BlockPoints {
    NumberRun times;
    NumberRun values;

    std::size_t count() const { return times.size(); }
    Point operator[](std::size_t i) const { return {times[i], values[i]}; }

    /// Of those from `first` up to before `end`; there is one at least.
    Summary summary(std::size_t first, std::size_t end) const;
};

/// What is left of a chunk, held while it is read.
class ChunkReader {
public:
    explicit ChunkReader(const Chunk& chunk);

    /// None where they are gone or damaged.
    std::span<const BlockGroup> groups() const { return groups_; }

    /// Those of a group of groups(); none where they are damaged.
    std::span<const Block> blocks(const BlockGroup& group) const;

    bool has_points() const { return points_ != nullptr; }

    /// Decodes the points of a block of blocks(); false where they are gone or damaged.
    bool read(const Block& block, BlockPoints& out) const;

private:
    const Chunk& chunk_;
    Bytes points_;
    Bytes blocks_owner_;
    std::span<const BlockGroup> groups_;
    std::span<const Block> blocks_; ///< not checked
};

} // namespace zws::browser::history
