// SPDX-License-Identifier: MIT
#include "tools/zws2browser/history/chunk.hpp"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>
#include <vector>

namespace zws::browser::history {

namespace {

Bytes owned(std::string text)
{
    auto owner = std::make_shared<const std::string>(std::move(text));
    const char* bytes = owner->data();
    return {std::move(owner), bytes};
}

template <class T>
std::string_view bytes_of(std::span<const T> items)
{
    return {reinterpret_cast<const char*>(items.data()), items.size_bytes()};
}

/// Groups, and then the blocks.
std::string with_groups(std::span<const Block> blocks)
{
    std::string bytes;
    for (auto rest = blocks; !rest.empty();) {
        const auto some = rest.first(std::min(rest.size(), BlockGroup::most));
        BlockGroup group{Summary(), crc_of(bytes_of(some)), 0};
        for (const auto& block : some)
            group.summary.add(block.summary);
        bytes += bytes_of(std::span<const BlockGroup>(&group, 1));
        rest = rest.subspan(some.size());
    }
    return bytes.append(bytes_of(blocks));
}

Block append_block(std::string& out, std::span<const Point> points)
{
    Block block{};
    block.summary = Summary();
    std::array<double, points_of_block> times;
    std::array<double, points_of_block> values;
    for (std::size_t i = 0; i < points.size(); ++i) {
        block.summary.add(points[i]);
        times[i] = points[i].time;
        values[i] = points[i].value;
    }
    block.offset = static_cast<std::uint32_t>(out.size());
    append_run(out, {times.data(), points.size()});
    append_run(out, {values.data(), points.size()});
    block.size = static_cast<std::uint32_t>(out.size() - block.offset);
    block.crc = crc_of(std::string_view(out).substr(block.offset));
    return block;
}

} // namespace

Summary BlockPoints::summary(std::size_t first, std::size_t end) const
{
    Summary sum;
    sum.count = end - first;
    sum.first_time = times[first];
    sum.last_time = times[end - 1];
    while (first < end && values.is_gap(first))
        ++first;
    while (first < end && values.is_gap(end - 1))
        --end;
    if (first == end)
        return sum;
    sum.values = values.count_numbers(first, end);
    std::tie(sum.least, sum.greatest) = values.extremes(first, end);
    sum.first_at = times[first];
    sum.first = values[first];
    sum.last_at = times[end - 1];
    sum.last = values[end - 1];
    return sum;
}

std::shared_ptr<Chunk> Chunk::sealed(ChunkHead about, std::span<const Point> points)
{
    about.summary = Summary();
    std::string encoded;
    std::vector<Block> blocks;
    blocks.reserve((points.size() + points_of_block - 1) / points_of_block);
    for (; !points.empty(); points = points.subspan(std::min(points.size(), points_of_block))) {
        blocks.push_back(append_block(encoded, points.first(std::min(points.size(), points_of_block))));
        about.summary.add(blocks.back().summary);
    }
    encoded.shrink_to_fit();
    about.points_size = static_cast<std::uint32_t>(encoded.size());
    about.block_count = static_cast<std::uint32_t>(blocks.size());
    auto with = with_groups(blocks);
    about.groups_crc = crc_of(std::string_view(with).substr(0, about.groups_size()));
    return std::make_shared<Chunk>(about, owned(std::move(encoded)), owned(std::move(with)), true);
}

Chunk::Chunk(const ChunkHead& head, Bytes points, Bytes blocks, bool in_memory)
    : head_(head), points_(std::move(points)), blocks_(std::move(blocks)), in_memory_(in_memory)
{
}

Bytes Chunk::points() const
{
    const std::lock_guard lock(mutex_);
    return points_;
}

Bytes Chunk::blocks() const
{
    const std::lock_guard lock(mutex_);
    return blocks_;
}

std::size_t Chunk::points_in_memory() const
{
    const std::lock_guard lock(mutex_);
    return in_memory_ && points_ != nullptr ? head_.points_size : 0;
}

std::size_t Chunk::blocks_in_memory() const
{
    const std::lock_guard lock(mutex_);
    return in_memory_ && blocks_ != nullptr ? head_.blocks_size() : 0;
}

void Chunk::drop_points()
{
    const std::lock_guard lock(mutex_);
    points_.reset();
}

void Chunk::drop_blocks()
{
    const std::lock_guard lock(mutex_);
    points_.reset();
    blocks_.reset();
}

void Chunk::move(Bytes points, Bytes blocks)
{
    const std::lock_guard lock(mutex_);
    points_ = std::move(points);
    blocks_ = std::move(blocks);
    in_memory_ = false;
}

bool Chunk::is_whole(std::size_t part, std::uint32_t crc, std::string_view bytes) const
{
    auto& bits = whole_[part / 64];
    const auto bit = std::uint64_t{1} << part % 64;
    if ((bits.load(std::memory_order_relaxed) & bit) != 0)
        return true;
    if (crc_of(bytes) != crc)
        return false;
    bits.fetch_or(bit, std::memory_order_relaxed);
    return true;
}

ChunkReader::ChunkReader(const Chunk& chunk)
    : chunk_(chunk), points_(chunk.points()), blocks_owner_(chunk.blocks())
{
    const auto& head = chunk.head();
    if (blocks_owner_ == nullptr || head.block_count > most_blocks)
        return;
    const auto* const groups = reinterpret_cast<const BlockGroup*>(blocks_owner_.get());
    groups_ = {groups, head.group_count()};
    blocks_ = {reinterpret_cast<const Block*>(groups + head.group_count()), head.block_count};
    if (!chunk.is_whole(Chunk::groups_part, head.groups_crc, bytes_of(groups_)))
        groups_ = {};
}

std::span<const Block> ChunkReader::blocks(const BlockGroup& group) const
{
    const auto number = static_cast<std::size_t>(&group - groups_.data());
    const auto rest = blocks_.subspan(number * BlockGroup::most);
    const auto blocks = rest.first(std::min(rest.size(), BlockGroup::most));
    return chunk_.is_whole(Chunk::blocks_part + number, group.crc, bytes_of(blocks))
               ? blocks
               : std::span<const Block>();
}

bool ChunkReader::read(const Block& block, BlockPoints& out) const
{
    const auto size = chunk_.head().points_size;
    const bool inside = block.offset <= size && block.size <= size - block.offset;
    if (points_ == nullptr || !inside || block.summary.count == 0 || block.summary.count > points_of_block)
        return false;
    const std::string_view bytes(points_.get() + block.offset, block.size);
    if (!chunk_.is_whole(Chunk::points_part + static_cast<std::size_t>(&block - blocks_.data()), block.crc,
                         bytes))
        return false;
    const auto count = static_cast<std::size_t>(block.summary.count);
    const auto times = out.times.read(bytes, count);
    return times && out.times.is_in_order() && out.values.read(bytes.substr(*times), count);
}

} // namespace zws::browser::history
