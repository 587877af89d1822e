// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/mcap/record_walk.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace zws::mcap {

/// Messages that are read together: a chunk, or messages outside of chunks that follow each other.
struct Piece {
    bool is_chunk = true;
    std::uint64_t offset = 0;        ///< of the chunk, or of the first of the records
    std::uint64_t size = 0;          ///< heads included
    Time start = 0;                  ///< the least log time
    Time end = 0;                    ///< the greatest; 0: no messages, if it is a chunk
    std::vector<ChannelId> channels; ///< of its messages; none: not known

    std::uint64_t after() const { return offset + size; }
};

/// What is in a file: all but the messages.
struct Contents {
    HeaderRecord header;
    bool is_closed = false;  ///< the file has its end; else whoever wrote it has crashed or still writes
    bool is_indexed = false; ///< pieces are those of the file's own index
    std::string index_fault; ///< why its index is not used, though it has one; empty: it is
    std::map<ChannelId, ChannelRecord> channels;   ///< those of chunks only if it is indexed
    std::map<std::uint16_t, SchemaRecord> schemas; ///< without their data
    std::vector<Piece> pieces;                     ///< as they are in the file
    std::optional<StatisticsRecord> statistics;
    std::uint64_t attachments = 0;
    std::uint64_t metadata = 0;
    std::uint64_t unknown = 0; ///< records of kinds that are not known here

    /// Times of the first and the last message; none where there are no messages.
    std::optional<std::pair<Time, Time>> times() const;

    /// Takes a channel or a schema; others are passed over. False where the record is not whole, or another
    /// of the same number was there before. Throws std::length_error where all take more than
    /// most_channels_size.
    bool read(RecordOpcode opcode, std::string_view content);

private:
    std::uint64_t channels_size_ = 0;
};

/// What the channels and schemas of a file may take in memory, bytes.
constexpr std::uint64_t most_channels_size = std::uint64_t{64} << 20U;

/// Where a record that is no chunk is larger, it is not read, bytes.
constexpr std::uint64_t most_record_size = std::uint64_t{256} << 20U;

/// Finds out what is in a file: by its index, if that is there and right; else by going through it, from
/// chunk to chunk. What cannot be read is told to `lost`. Throws Error("NAME: not an MCAP file").
Contents read_contents(FileWindow& file, const OnLoss& lost);

} // namespace zws::mcap
