// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// The records of MCAP files (https://mcap.dev/spec, version 0), as values and as bytes. Numbers are
/// little-endian, times are nanoseconds since 1970, offsets are bytes from the start of the file unless it is
/// said otherwise.
namespace zws::mcap {

/// What a file begins and ends with.
constexpr std::string_view magic{"\x89MCAP0\r\n", 8};

enum class RecordOpcode : std::uint8_t {
    header = 0x01,
    footer = 0x02,
    schema = 0x03,
    channel = 0x04,
    message = 0x05,
    chunk = 0x06,
    message_index = 0x07,
    chunk_index = 0x08,
    attachment = 0x09,
    attachment_index = 0x0a,
    statistics = 0x0b,
    metadata = 0x0c,
    metadata_index = 0x0d,
    summary_offset = 0x0e,
    data_end = 0x0f,
};

/// Of each record, before its content: the opcode and the length of the content, which is a u64.
constexpr std::size_t record_head_size = 9;

using Time = std::uint64_t; ///< ns
using ChannelId = std::uint16_t;

struct HeaderRecord {
    std::string profile;
    std::string library; ///< who wrote the file

    bool operator==(const HeaderRecord&) const = default;
};

/// All zero: the file has no summary.
struct FooterRecord {
    std::uint64_t summary_start = 0;
    std::uint64_t summary_offset_start = 0;
    /// Of all bytes from summary_start up to this number, those of the footer included; 0: not known.
    std::uint32_t summary_crc = 0;

    bool operator==(const FooterRecord&) const = default;
};

struct SchemaRecord {
    std::uint16_t id = 0; ///< never 0
    std::string name;
    std::string encoding;
    std::string data;

    bool operator==(const SchemaRecord&) const = default;
};

struct ChannelRecord {
    ChannelId id = 0;
    std::uint16_t schema = 0; ///< 0: none
    std::string topic;
    std::string encoding; ///< of the data of its messages
    std::map<std::string, std::string> metadata;

    bool operator==(const ChannelRecord&) const = default;
};

struct MessageRecord {
    ChannelId channel = 0;
    std::uint32_t sequence = 0;
    Time log_time = 0;
    Time publish_time = 0;
    std::string_view data; ///< of who made or read the record

    bool operator==(const MessageRecord&) const = default;
};

struct ChunkRecord {
    Time start = 0; ///< the least log time; 0: no messages
    Time end = 0;   ///< the greatest
    std::uint64_t uncompressed_size = 0;
    std::uint32_t uncompressed_crc = 0; ///< 0: not known
    std::string compression;            ///< "", "zstd" or "lz4"
    std::string_view records;           ///< compressed; of who made or read the record

    bool operator==(const ChunkRecord&) const = default;
};

/// Where the messages of a channel are in the chunk before it.
struct MessageIndexRecord {
    ChannelId channel = 0;
    std::vector<std::pair<Time, std::uint64_t>> offsets; ///< by log time; in the uncompressed records

    bool operator==(const MessageIndexRecord&) const = default;
};

struct ChunkIndexRecord {
    Time start = 0;
    Time end = 0;
    std::uint64_t chunk_offset = 0;
    std::uint64_t chunk_length = 0; ///< of the whole record
    std::map<ChannelId, std::uint64_t> message_index_offsets;
    std::uint64_t message_index_length = 0; ///< of all after the chunk
    std::string compression;
    std::uint64_t compressed_size = 0;
    std::uint64_t uncompressed_size = 0;

    bool operator==(const ChunkIndexRecord&) const = default;
};

struct StatisticsRecord {
    std::uint64_t messages = 0;
    std::uint16_t schemas = 0;
    std::uint32_t channels = 0;
    std::uint32_t attachments = 0;
    std::uint32_t metadata = 0;
    std::uint32_t chunks = 0;
    Time start = 0;
    Time end = 0;
    std::map<ChannelId, std::uint64_t> channel_messages;

    bool operator==(const StatisticsRecord&) const = default;
};

/// Where the records of one kind are in the summary.
struct SummaryOffsetRecord {
    RecordOpcode group = RecordOpcode::header;
    std::uint64_t start = 0;
    std::uint64_t length = 0;

    bool operator==(const SummaryOffsetRecord&) const = default;
};

struct DataEndRecord {
    std::uint32_t data_crc = 0; ///< of all bytes before the record; 0: not known

    bool operator==(const DataEndRecord&) const = default;
};

/// Appends a record, its head included. A text of more than 4 GiB has no form in MCAP and throws
/// std::length_error.
void append(std::string& out, const HeaderRecord& record);
void append(std::string& out, const FooterRecord& record);
void append(std::string& out, const SchemaRecord& record);
void append(std::string& out, const ChannelRecord& record);
void append(std::string& out, const MessageRecord& record);
void append(std::string& out, const ChunkRecord& record);
void append(std::string& out, const MessageIndexRecord& record);
void append(std::string& out, const ChunkIndexRecord& record);
void append(std::string& out, const StatisticsRecord& record);
void append(std::string& out, const SummaryOffsetRecord& record);
void append(std::string& out, const DataEndRecord& record);

/// Appends the head of a chunk, up to its compressed records, which are to follow: nobody has to copy them.
void append_head(std::string& out, const ChunkRecord& chunk);

/// Appends the head of a message whose data, of so many bytes, is to follow.
void append_head(std::string& out, const MessageRecord& message, std::uint64_t data_size);

} // namespace zws::mcap
