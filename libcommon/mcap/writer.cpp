// SPDX-License-Identifier: MIT
#include "libcommon/mcap/writer.hpp"

#include "libcommon/mcap/crc.hpp"

#include <algorithm>
#include <utility>

namespace zws::mcap {

namespace {

/// Appends a group of the summary, and to `offsets` where it is in the file.
void add_group(std::string& summary, std::string& offsets, std::uint64_t begin, RecordOpcode opcode,
               std::string_view records)
{
    if (records.empty())
        return;
    append(offsets, SummaryOffsetRecord{opcode, begin + summary.size(), records.size()});
    summary += records;
}

template <class Record>
std::string bytes_of(const Record& record)
{
    std::string bytes;
    append(bytes, record);
    return bytes;
}

} // namespace

Writer::Writer(Sink sink, std::string library) : sink_(std::move(sink))
{
    put(std::string(magic) + bytes_of(HeaderRecord{"", std::move(library)}));
}

void Writer::put(std::string_view bytes)
{
    sink_(bytes);
    size_ += bytes.size();
}

void Writer::write(const FileChunk& chunk)
{
    ChunkIndexRecord index = chunk.index;
    index.chunk_offset += size_;
    for (auto& [id, offset] : index.message_index_offsets)
        offset += size_;
    sink_(chunk.record);
    sink_(chunk.indexes);
    size_ += chunk.size();
    append(chunk_indexes_, index);
    note(chunk);
}

void Writer::note(const FileChunk& chunk)
{
    for (const auto& [channel, messages] : chunk.channels) {
        if (channels_.try_emplace(channel->record.id, channel).second)
            append(channel_records_, channel->record);
        statistics_.channel_messages[channel->record.id] += messages;
    }
    statistics_.start =
        statistics_.chunks == 0 ? chunk.index.start : std::min(statistics_.start, chunk.index.start);
    statistics_.end = std::max(statistics_.end, chunk.index.end);
    statistics_.messages += chunk.messages;
    statistics_.channels = static_cast<std::uint32_t>(channels_.size());
    ++statistics_.chunks;
}

/// Its groups, where they are, and the footer without its last field.
std::string Writer::summary() const
{
    const std::uint64_t begin = size_ + bytes_of(DataEndRecord()).size();
    std::string summary;
    std::string offsets;
    add_group(summary, offsets, begin, RecordOpcode::channel, channel_records_);
    add_group(summary, offsets, begin, RecordOpcode::statistics, bytes_of(statistics_));
    add_group(summary, offsets, begin, RecordOpcode::chunk_index, chunk_indexes_);
    const std::uint64_t offsets_begin = begin + summary.size();
    summary += offsets;
    append(summary, FooterRecord{begin, offsets_begin, 0});
    summary.resize(summary.size() - sizeof(FooterRecord::summary_crc));
    return summary;
}

void Writer::close()
{
    const std::string summary = this->summary();
    const std::string footer = bytes_of(FooterRecord{0, 0, crc_of(summary)});
    put(bytes_of(DataEndRecord()) + summary +
        footer.substr(footer.size() - sizeof(FooterRecord::summary_crc)) + std::string(magic));
}

std::uint64_t Writer::closed_size(const FileChunk& chunk) const
{
    static const std::uint64_t least =
        bytes_of(DataEndRecord()).size() + bytes_of(StatisticsRecord()).size() +
        3 * bytes_of(SummaryOffsetRecord()).size() + bytes_of(FooterRecord()).size() + magic.size();
    std::string added;
    append(added, chunk.index);
    std::uint64_t counted = channels_.size();
    for (const auto& [channel, messages] : chunk.channels) {
        if (channels_.contains(channel->record.id))
            continue;
        append(added, channel->record);
        ++counted;
    }
    constexpr std::uint64_t count_size = sizeof(ChannelId) + sizeof(std::uint64_t); // in the statistics
    return size_ + chunk.size() + channel_records_.size() + chunk_indexes_.size() + added.size() +
           counted * count_size + least;
}

} // namespace zws::mcap
