// SPDX-License-Identifier: MIT
#include "libcommon/mcap/chunk.hpp"

#include "libcommon/mcap/crc.hpp"
#include "libcommon/os/error.hpp"

#include <algorithm>
#include <zstd.h>

namespace zws::mcap {

namespace {

/// Of zstd. On JSON 1 makes a chunk a sixth smaller than -2 and costs half as much again; 3 gains nothing for
/// three times as much.
int level_of(Effort effort)
{
    return effort == Effort::least ? -2 : 1;
}

/// The clock may have been set back.
void sort(ChunkPart& part)
{
    const auto earlier = [](const auto& one, const auto& other) { return one.first < other.first; };
    if (!std::is_sorted(part.offsets.begin(), part.offsets.end(), earlier))
        std::stable_sort(part.offsets.begin(), part.offsets.end(), earlier);
}

} // namespace

void OpenChunk::add(const std::shared_ptr<RecordedChannel>& channel, Time time, const Message& message)
{
    ChunkPart& part = part_of(channel);
    part.offsets.emplace_back(time, records_.size());
    start_ = messages_ == 0 ? time : std::min(start_, time);
    end_ = std::max(end_, time);
    ++messages_;
    const MessageRecord record{channel->record.id, channel->next_sequence++, time, time, {}};
    if (channel->frames != Frames::all) {
        const auto data = message.payload();
        append_head(records_, record, data.size());
        records_ += data;
        return;
    }
    append_head(records_, record, data_size(message, Frames::all));
    append_data(records_, message, Frames::all);
}

ChunkPart& OpenChunk::part_of(const std::shared_ptr<RecordedChannel>& channel)
{
    const ChannelId id = channel->record.id;
    if (id >= part_at_.size())
        part_at_.resize(id + std::size_t{1});
    if (part_at_[id] == 0) {
        append(records_, channel->record);
        parts_.push_back({channel, {}});
        part_at_[id] = static_cast<std::uint16_t>(parts_.size());
    }
    return parts_[part_at_[id] - std::size_t{1}];
}

ChunkMaker::ChunkMaker(Compression compression) : compression_(compression)
{
    if (compression == Compression::zstd && (context_ = ZSTD_createCCtx()) == nullptr)
        throw Error("zstd: out of memory");
}

ChunkMaker::~ChunkMaker()
{
    ZSTD_freeCCtx(context_);
}

std::string_view ChunkMaker::compressed(const std::string& records, Effort effort)
{
    if (compression_ == Compression::none)
        return records;
    buffer_.resize(std::max(buffer_.size(), ZSTD_compressBound(records.size())));
    const std::size_t size = ZSTD_compressCCtx(context_, buffer_.data(), buffer_.size(), records.data(),
                                               records.size(), level_of(effort));
    if (ZSTD_isError(size) != 0)
        throw Error(std::string("zstd: ") + ZSTD_getErrorName(size));
    return {buffer_.data(), size};
}

FileChunk ChunkMaker::made(const OpenChunk& open, Effort effort)
{
    FileChunk chunk;
    const auto& records = open.records();
    const ChunkRecord record{open.start(),
                             open.end(),
                             records.size(),
                             crc_of(records),
                             compression_ == Compression::zstd ? "zstd" : "",
                             compressed(records, effort)};
    append(chunk.record, record);
    chunk.index = {record.start,
                   record.end,
                   0,
                   chunk.record.size(),
                   {},
                   0,
                   record.compression,
                   record.records.size(),
                   record.uncompressed_size};
    for (ChunkPart part : open.parts()) {
        sort(part);
        const ChannelId id = part.channel->record.id;
        chunk.index.message_index_offsets[id] = chunk.record.size() + chunk.indexes.size();
        chunk.channels.emplace_back(part.channel, part.offsets.size());
        append(chunk.indexes, MessageIndexRecord{id, std::move(part.offsets)});
    }
    chunk.index.message_index_length = chunk.indexes.size();
    chunk.messages = open.messages();
    return chunk;
}

} // namespace zws::mcap
