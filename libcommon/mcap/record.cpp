// SPDX-License-Identifier: MIT
#include "libcommon/mcap/record.hpp"

#include <array>
#include <concepts>
#include <limits>
#include <stdexcept>

namespace zws::mcap {

namespace {

/// Writes a number to `at`; what comes after it.
template <std::unsigned_integral N>
char* put(char* at, N number)
{
    for (std::size_t i = 0; i < sizeof number; ++i)
        *at++ = static_cast<char>(static_cast<std::uint64_t>(number) >> 8 * i & 0xffU);
    return at;
}

template <std::unsigned_integral N>
void add(std::string& out, N number)
{
    std::array<char, sizeof number> bytes{};
    put(bytes.data(), number);
    out.append(bytes.data(), bytes.size());
}

std::uint32_t length(std::uint64_t size)
{
    if (size > std::numeric_limits<std::uint32_t>::max())
        throw std::length_error("MCAP has no form for a text or a list of more than 4 GiB");
    return static_cast<std::uint32_t>(size);
}

void add(std::string& out, const std::string& text)
{
    add(out, length(text.size()));
    out += text;
}

template <class Key, class Mapped>
void add(std::string& out, const std::map<Key, Mapped>& map)
{
    const auto at = out.size();
    add(out, std::uint32_t{0});
    for (const auto& [key, mapped] : map) {
        add(out, key);
        add(out, mapped);
    }
    put(out.data() + at, length(out.size() - at - sizeof(std::uint32_t)));
}

void add(std::string& out, const std::vector<std::pair<Time, std::uint64_t>>& offsets)
{
    constexpr std::size_t size = 2 * sizeof(std::uint64_t);
    add(out, length(offsets.size() * size));
    const auto at = out.size();
    out.resize(at + offsets.size() * size);
    char* to = out.data() + at;
    for (const auto& [time, offset] : offsets)
        to = put(put(to, time), offset);
}

/// Appends a record with these fields.
template <class... Field>
void add_record(std::string& out, RecordOpcode opcode, const Field&... field)
{
    out += static_cast<char>(opcode);
    const auto at = out.size();
    add(out, std::uint64_t{0});
    (add(out, field), ...);
    put(out.data() + at, std::uint64_t{out.size() - at - sizeof(std::uint64_t)});
}

} // namespace

void append(std::string& out, const HeaderRecord& record)
{
    add_record(out, RecordOpcode::header, record.profile, record.library);
}

void append(std::string& out, const FooterRecord& record)
{
    add_record(out, RecordOpcode::footer, record.summary_start, record.summary_offset_start,
               record.summary_crc);
}

void append(std::string& out, const SchemaRecord& record)
{
    add_record(out, RecordOpcode::schema, record.id, record.name, record.encoding, record.data);
}

void append(std::string& out, const ChannelRecord& record)
{
    add_record(out, RecordOpcode::channel, record.id, record.schema, record.topic, record.encoding,
               record.metadata);
}

void append_head(std::string& out, const MessageRecord& message, std::uint64_t data_size)
{
    constexpr std::uint64_t fields = 22; // bytes
    std::array<char, record_head_size + fields> head{};
    char* at = head.data();
    *at++ = static_cast<char>(RecordOpcode::message);
    at = put(at, fields + data_size);
    at = put(at, message.channel);
    at = put(at, message.sequence);
    at = put(at, message.log_time);
    put(at, message.publish_time);
    out.append(head.data(), head.size());
}

void append(std::string& out, const MessageRecord& record)
{
    append_head(out, record, record.data.size());
    out += record.data;
}

void append_head(std::string& out, const ChunkRecord& chunk)
{
    const auto begin = out.size();
    const std::uint64_t size = chunk.records.size();
    add_record(out, RecordOpcode::chunk, chunk.start, chunk.end, chunk.uncompressed_size,
               chunk.uncompressed_crc, chunk.compression, size);
    put(out.data() + begin + 1, std::uint64_t{out.size() - begin - record_head_size + size});
}

void append(std::string& out, const ChunkRecord& record)
{
    append_head(out, record);
    out += record.records;
}

void append(std::string& out, const MessageIndexRecord& record)
{
    add_record(out, RecordOpcode::message_index, record.channel, record.offsets);
}

void append(std::string& out, const ChunkIndexRecord& record)
{
    add_record(out, RecordOpcode::chunk_index, record.start, record.end, record.chunk_offset,
               record.chunk_length, record.message_index_offsets, record.message_index_length,
               record.compression, record.compressed_size, record.uncompressed_size);
}

void append(std::string& out, const StatisticsRecord& record)
{
    add_record(out, RecordOpcode::statistics, record.messages, record.schemas, record.channels,
               record.attachments, record.metadata, record.chunks, record.start, record.end,
               record.channel_messages);
}

void append(std::string& out, const SummaryOffsetRecord& record)
{
    add_record(out, RecordOpcode::summary_offset, static_cast<std::uint8_t>(record.group), record.start,
               record.length);
}

void append(std::string& out, const DataEndRecord& record)
{
    add_record(out, RecordOpcode::data_end, record.data_crc);
}

} // namespace zws::mcap
