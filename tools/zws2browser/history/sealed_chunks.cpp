// SPDX-License-Identifier: MIT
#include "tools/zws2browser/history/sealed_chunks.hpp"

#include <algorithm>
#include <utility>

namespace zws::browser::history {

namespace {

constexpr std::size_t memory_of_chunk = 400; ///< its head, what owns it, and its places in lists

} // namespace

void SealedChunks::push(std::shared_ptr<Chunk> chunk)
{
    points_bytes_ += chunk->points_in_memory();
    blocks_bytes_ += chunk->blocks_in_memory();
    chunks_.push_back(std::move(chunk));
}

void SealedChunks::push_saved(std::shared_ptr<Chunk> chunk)
{
    push(std::move(chunk));
    unsaved_ = end();
}

std::size_t SealedChunks::memory() const
{
    return points_bytes_ + blocks_bytes_ + chunks_.size() * memory_of_chunk;
}

bool SealedChunks::make_coarser(std::size_t room)
{
    return (points_bytes_ > room / 2 && drop_oldest_points()) ||
           (blocks_bytes_ > room / 4 && drop_oldest_blocks());
}

bool SealedChunks::drop_oldest_points()
{
    for (with_points_ = std::max(with_points_, begin_); with_points_ < end(); ++with_points_) {
        auto& chunk = *chunks_[with_points_ - begin_];
        if (chunk.points_in_memory() == 0)
            continue;
        drop_points(chunk, with_points_);
        return true;
    }
    return false;
}

bool SealedChunks::drop_oldest_blocks()
{
    for (with_blocks_ = std::max(with_blocks_, begin_); with_blocks_ < end(); ++with_blocks_) {
        auto& chunk = *chunks_[with_blocks_ - begin_];
        if (chunk.blocks_in_memory() == 0)
            continue;
        drop_blocks(chunk, with_blocks_);
        return true;
    }
    return false;
}

void SealedChunks::drop_points(Chunk& chunk, std::uint64_t number)
{
    const auto size = chunk.points_in_memory();
    if (size == 0)
        return;
    const auto count = chunk.summary().count;
    points_bytes_ -= size;
    dropped_.points += count;
    if (keeps_unsaved_ && number >= unsaved_)
        dropped_.unsaved_points += count;
    chunk.drop_points();
}

/// Without blocks points cannot be read.
void SealedChunks::drop_blocks(Chunk& chunk, std::uint64_t number)
{
    drop_points(chunk, number);
    blocks_bytes_ -= chunk.blocks_in_memory();
    chunk.drop_blocks();
}

std::shared_ptr<Chunk> SealedChunks::pop()
{
    auto chunk = std::move(chunks_.front());
    drop_blocks(*chunk, begin_);
    chunks_.pop_front();
    ++begin_;
    unsaved_ = std::max(unsaved_, begin_);
    ++dropped_.chunks;
    return chunk;
}

std::size_t SealedChunks::count_to(const Chunk& last) const
{
    const auto is_last = [&last](const auto& chunk) { return chunk.get() == &last; };
    const auto found = std::ranges::find_if(chunks_, is_last);
    return found == chunks_.end() ? 0 : static_cast<std::size_t>(found - chunks_.begin()) + 1;
}

std::vector<std::shared_ptr<Chunk>> SealedChunks::unsaved() const
{
    return {chunks_.begin() + static_cast<std::ptrdiff_t>(unsaved_ - begin_), chunks_.end()};
}

void SealedChunks::saved(const std::shared_ptr<Chunk>& chunk, Bytes points, Bytes blocks)
{
    if (unsaved_ >= end() || chunks_[unsaved_ - begin_] != chunk)
        return; // it was dropped meanwhile
    points_bytes_ -= chunk->points_in_memory();
    blocks_bytes_ -= chunk->blocks_in_memory();
    chunk->move(std::move(points), std::move(blocks));
    ++unsaved_;
}

} // namespace zws::browser::history
