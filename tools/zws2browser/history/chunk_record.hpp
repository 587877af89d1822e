// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zws2browser/history/chunk.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace zws::browser::history {

/// A record of a file of chunks: where its points and blocks are in the files beside it.
struct SavedChunk {
    std::uint32_t crc = 0; ///< CRC-32C of what follows in the record
    std::uint32_t zero = 0;
    std::uint64_t points_offset = 0; ///< bytes
    std::uint64_t blocks_offset = 0;
    ChunkHead head{};
};
static_assert(std::is_trivially_copyable_v<SavedChunk> && sizeof(SavedChunk) == 24 + sizeof(ChunkHead));

/// The bytes of a record, its CRC among them.
std::string bytes_of(SavedChunk record);

/// What a file of chunks has.
struct ChunkRecords {
    std::vector<SavedChunk> whole; ///< in their order
    std::size_t damaged = 0;       ///< records before the last whole one
    std::size_t size = 0;          ///< bytes up to the end of the last whole one
};

/// How long the files beside one of chunks are; a part that is gone has no length.
struct PartSizes {
    std::uint64_t points = 0;
    std::uint64_t blocks = 0;
    bool has_points = true;
    bool has_blocks = true;
};

/// Reads a file of chunks, which is not trusted: of each record returned the CRC is right, and the parts are
/// inside of their files.
ChunkRecords read_chunk_records(std::string_view bytes, const PartSizes& sizes);

} // namespace zws::browser::history
