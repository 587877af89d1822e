// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/mcap/record.hpp"

#include <optional>
#include <string_view>

namespace zws::mcap {

/// The record of this kind that `content` is, the bytes after its head; none where a field is cut off. Bytes
/// after the known fields are passed over, as MCAP wants it. Data of messages and records of chunks are parts
/// of `content`.
template <class Record>
std::optional<Record> decode(std::string_view content);

template <>
std::optional<HeaderRecord> decode(std::string_view content);
template <>
std::optional<FooterRecord> decode(std::string_view content);
template <>
std::optional<SchemaRecord> decode(std::string_view content);
template <>
std::optional<ChannelRecord> decode(std::string_view content);
template <>
std::optional<MessageRecord> decode(std::string_view content);
template <>
std::optional<ChunkRecord> decode(std::string_view content);
template <>
std::optional<MessageIndexRecord> decode(std::string_view content);
template <>
std::optional<ChunkIndexRecord> decode(std::string_view content);
template <>
std::optional<StatisticsRecord> decode(std::string_view content);

/// The head of a record: what it is, and how long its content is.
struct RecordHead {
    RecordOpcode opcode = RecordOpcode::header; ///< or a number that MCAP does not know yet
    std::uint64_t length = 0;
};

/// Whether MCAP has such a record; others are passed over.
constexpr bool is_known(RecordOpcode opcode)
{
    return opcode >= RecordOpcode::header && opcode <= RecordOpcode::data_end;
}

/// None where there are fewer bytes than a head has, or the opcode is 0.
std::optional<RecordHead> decode_head(std::string_view bytes);

/// A chunk without its records.
struct ChunkRecordHead {
    ChunkRecord chunk;
    std::uint64_t records_offset = 0; ///< from the start of the content
    std::uint64_t records_length = 0;
};

/// The most bytes of a chunk's content that decode_chunk_head() needs.
constexpr std::size_t most_chunk_head = 128;

/// Reads the start of a chunk's content; none where it is cut off, or its compression has a name of more than
/// 64 bytes.
std::optional<ChunkRecordHead> decode_chunk_head(std::string_view begin);

} // namespace zws::mcap
