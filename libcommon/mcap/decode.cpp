// SPDX-License-Identifier: MIT
#include "libcommon/mcap/decode.hpp"

#include "libcommon/codec/byte_reader.hpp"

#include <concepts>
#include <utility>

namespace zws::mcap {

namespace {

/// Takes fields from the front of a content; each function tells whether it was there as a whole.
class RecordFields {
public:
    explicit RecordFields(std::string_view content) : reader_(content) {}

    template <class... Field>
    bool read(Field&... field)
    {
        return (read(field) && ...);
    }

    std::size_t left() const { return reader_.left(); }

private:
    template <std::unsigned_integral N>
    bool read(N& number)
    {
        const auto value = reader_.number(sizeof number, std::endian::little);
        number = static_cast<N>(value.value_or(0));
        return value.has_value();
    }

    /// What comes after its length, an `N`.
    template <std::unsigned_integral N>
    bool read_sized(std::string_view& bytes)
    {
        N size = 0;
        const auto taken = read(size) ? reader_.read(size) : std::nullopt;
        bytes = taken.value_or(std::string_view());
        return taken.has_value();
    }

    bool read(std::string& text)
    {
        std::string_view bytes;
        const bool there = read_sized<std::uint32_t>(bytes);
        text = bytes;
        return there;
    }

    bool read(std::string_view& bytes) { return read_sized<std::uint64_t>(bytes); }

    template <class Key, class Mapped>
    bool read(std::map<Key, Mapped>& map)
    {
        std::string_view bytes;
        if (!read_sized<std::uint32_t>(bytes))
            return false;
        for (RecordFields entries(bytes); entries.left() > 0;) {
            Key key{};
            Mapped mapped{};
            if (!entries.read(key, mapped))
                return false;
            map.insert_or_assign(std::move(key), std::move(mapped));
        }
        return true;
    }

    bool read(std::vector<std::pair<Time, std::uint64_t>>& offsets)
    {
        std::string_view bytes;
        if (!read_sized<std::uint32_t>(bytes))
            return false;
        offsets.reserve(bytes.size() / (2 * sizeof(std::uint64_t)));
        for (RecordFields entries(bytes); entries.left() > 0;) {
            auto& [time, offset] = offsets.emplace_back();
            if (!entries.read(time, offset))
                return false;
        }
        return true;
    }

    codec::ByteReader reader_;
};

template <class Record, class... Field>
std::optional<Record> decoded(std::string_view content, Field Record::*... field)
{
    Record record;
    return RecordFields(content).read(record.*field...) ? std::optional(std::move(record)) : std::nullopt;
}

} // namespace

template <>
std::optional<HeaderRecord> decode(std::string_view content)
{
    return decoded(content, &HeaderRecord::profile, &HeaderRecord::library);
}

template <>
std::optional<FooterRecord> decode(std::string_view content)
{
    return decoded(content, &FooterRecord::summary_start, &FooterRecord::summary_offset_start,
                   &FooterRecord::summary_crc);
}

template <>
std::optional<SchemaRecord> decode(std::string_view content)
{
    return decoded(content, &SchemaRecord::id, &SchemaRecord::name, &SchemaRecord::encoding,
                   &SchemaRecord::data);
}

template <>
std::optional<ChannelRecord> decode(std::string_view content)
{
    return decoded(content, &ChannelRecord::id, &ChannelRecord::schema, &ChannelRecord::topic,
                   &ChannelRecord::encoding, &ChannelRecord::metadata);
}

template <>
std::optional<MessageRecord> decode(std::string_view content)
{
    constexpr std::size_t fields = 22; // bytes
    auto message = decoded(content, &MessageRecord::channel, &MessageRecord::sequence,
                           &MessageRecord::log_time, &MessageRecord::publish_time);
    if (message)
        message->data = content.substr(fields);
    return message;
}

template <>
std::optional<ChunkRecord> decode(std::string_view content)
{
    return decoded(content, &ChunkRecord::start, &ChunkRecord::end, &ChunkRecord::uncompressed_size,
                   &ChunkRecord::uncompressed_crc, &ChunkRecord::compression, &ChunkRecord::records);
}

template <>
std::optional<MessageIndexRecord> decode(std::string_view content)
{
    return decoded(content, &MessageIndexRecord::channel, &MessageIndexRecord::offsets);
}

template <>
std::optional<ChunkIndexRecord> decode(std::string_view content)
{
    return decoded(content, &ChunkIndexRecord::start, &ChunkIndexRecord::end, &ChunkIndexRecord::chunk_offset,
                   &ChunkIndexRecord::chunk_length, &ChunkIndexRecord::message_index_offsets,
                   &ChunkIndexRecord::message_index_length, &ChunkIndexRecord::compression,
                   &ChunkIndexRecord::compressed_size, &ChunkIndexRecord::uncompressed_size);
}

template <>
std::optional<StatisticsRecord> decode(std::string_view content)
{
    return decoded(content, &StatisticsRecord::messages, &StatisticsRecord::schemas,
                   &StatisticsRecord::channels, &StatisticsRecord::attachments, &StatisticsRecord::metadata,
                   &StatisticsRecord::chunks, &StatisticsRecord::start, &StatisticsRecord::end,
                   &StatisticsRecord::channel_messages);
}

std::optional<RecordHead> decode_head(std::string_view bytes)
{
    std::uint8_t opcode = 0;
    std::uint64_t length = 0;
    if (!RecordFields(bytes).read(opcode, length) || opcode == 0)
        return std::nullopt;
    return RecordHead{static_cast<RecordOpcode>(opcode), length};
}

std::optional<ChunkRecordHead> decode_chunk_head(std::string_view begin)
{
    begin = begin.substr(0, most_chunk_head);
    ChunkRecordHead head;
    RecordFields fields(begin);
    if (!fields.read(head.chunk.start, head.chunk.end, head.chunk.uncompressed_size,
                     head.chunk.uncompressed_crc, head.chunk.compression, head.records_length))
        return std::nullopt;
    constexpr std::size_t longest_compression = 64;
    if (head.chunk.compression.size() > longest_compression)
        return std::nullopt;
    head.records_offset = begin.size() - fields.left();
    return head;
}

} // namespace zws::mcap
