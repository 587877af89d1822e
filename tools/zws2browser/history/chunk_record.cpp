// SPDX-License-Identifier: MIT
#include "tools/zws2browser/history/chunk_record.hpp"

#include <cmath>
#include <cstring>

namespace zws::browser::history {

namespace {

std::string_view checked_part(const SavedChunk& record)
{
    const std::string_view bytes(reinterpret_cast<const char*>(&record), sizeof record);
    return bytes.substr(sizeof record.crc);
}

bool is_inside(std::uint64_t offset, std::uint64_t size, std::uint64_t all)
{
    return offset <= all && size <= all - offset;
}

bool is_whole(const SavedChunk& record, const PartSizes& sizes)
{
    const auto& head = record.head;
    const bool in_bounds =
        head.block_count <= most_blocks && head.summary.count > 0 && head.summary.count <= points_of_chunk &&
        record.blocks_offset % alignof(Block) == 0 && head.summary.values <= head.summary.count &&
        std::isfinite(head.summary.first_time) && std::isfinite(head.summary.last_time);
    return in_bounds && record.crc == crc_of(checked_part(record)) &&
           (!sizes.has_points || is_inside(record.points_offset, head.points_size, sizes.points)) &&
           (!sizes.has_blocks || is_inside(record.blocks_offset, head.blocks_size(), sizes.blocks));
}

} // namespace

std::string bytes_of(SavedChunk record)
{
    record.crc = crc_of(checked_part(record));
    return {reinterpret_cast<const char*>(&record), sizeof record};
}

ChunkRecords read_chunk_records(std::string_view bytes, const PartSizes& sizes)
{
    ChunkRecords all;
    std::size_t damaged = 0;
    for (std::size_t at = 0; at + sizeof(SavedChunk) <= bytes.size(); at += sizeof(SavedChunk)) {
        SavedChunk record;
        std::memcpy(&record, bytes.data() + at, sizeof record);
        if (!is_whole(record, sizes)) {
            ++damaged;
            continue;
        }
        all.whole.push_back(record);
        all.damaged = damaged;
        all.size = at + sizeof record;
    }
    return all;
}

} // namespace zws::browser::history
