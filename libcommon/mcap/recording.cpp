// SPDX-License-Identifier: MIT
#include "libcommon/mcap/recording.hpp"

#include "libcommon/mcap/crc.hpp"
#include "libcommon/mcap/unpack.hpp"
#include "libcommon/os/error.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace zws::mcap {

namespace {

/// Gives each of `records` to `take`: its head, and where its content begins. How many bytes they have up to
/// the first that is cut off.
template <class Take>
std::size_t for_each_record(std::string_view records, Take take)
{
    std::size_t at = 0;
    while (at < records.size()) {
        const auto head = decode_head(records.substr(at, record_head_size));
        if (!head || head->length > records.size() - at - record_head_size)
            break;
        take(*head, at + record_head_size);
        at += record_head_size + static_cast<std::size_t>(head->length);
    }
    return at;
}

bool crc_matches(std::string_view bytes, std::uint32_t expected)
{
    return expected == 0 || crc_of(bytes) == expected;
}

std::string counted(std::uint64_t count, const std::string& unit)
{
    return std::to_string(count) + ' ' + unit + (count == 1 ? "" : "s");
}

} // namespace

MessageRecord Messages::next()
{
    const Entry& entry = entries_[next_++];
    return *decode<MessageRecord>(std::string_view(records_).substr(entry.at, entry.size));
}

void Messages::sort()
{
    const auto earlier = [](const Entry& a, const Entry& b) { return a.time < b.time; };
    if (!std::is_sorted(entries_.begin(), entries_.end(), earlier))
        std::stable_sort(entries_.begin(), entries_.end(), earlier);
}

Recording::Recording(FileWindow file, OnLoss lost)
    : file_(std::move(file)),
      lost_(std::move(lost)),
      contents_(read_contents(file_, lost_)),
      channels_known_(contents_.pieces.size())
{
}

std::optional<ChunkRecordHead> Recording::chunk(const Piece& piece)
{
    const auto begin = file_.at(piece.offset, record_head_size + most_chunk_head);
    const auto head = decode_head(begin);
    if (!head || head->opcode != RecordOpcode::chunk || head->length != piece.size - record_head_size)
        return std::nullopt;
    auto chunk = decode_chunk_head(begin.substr(record_head_size));
    const bool fits = chunk && chunk->records_offset <= head->length &&
                      chunk->records_length <= head->length - chunk->records_offset;
    return fits ? chunk : std::nullopt;
}

/// The records of a chunk; what is wrong with it, empty if nothing is.
std::string Recording::read_chunk(const Piece& piece, std::string& records)
{
    const auto head = chunk(piece);
    if (!head)
        return "its start is damaged";
    if (std::max(head->records_length, head->chunk.uncompressed_size) > most_chunk_size)
        return "it has more than 256 MiB";
    std::string packed;
    file_.read(piece.offset + record_head_size + head->records_offset,
               static_cast<std::size_t>(head->records_length), packed);
    if (packed.size() < head->records_length)
        return "the file has become shorter";
    if (std::string why =
            unpack(head->chunk.compression, std::move(packed), head->chunk.uncompressed_size, records);
        !why.empty())
        return why;
    return crc_matches(records, head->chunk.uncompressed_crc) ? "" : "its CRC does not match";
}

std::string Recording::read_records(const Piece& piece, std::string& records)
{
    if (piece.is_chunk)
        return read_chunk(piece, records);
    if (piece.size > most_record_size)
        return "it has more than 256 MiB";
    file_.read(piece.offset, static_cast<std::size_t>(piece.size), records);
    return records.size() == piece.size ? "" : "the file has become shorter";
}

void Recording::lose(const Piece& piece, const std::string& why)
{
    Loss loss{piece.offset, piece.size, (piece.is_chunk ? "a chunk: " : "messages: ") + why, {}};
    if (!piece.is_chunk || piece.end > 0)
        loss.times.emplace(piece.start, piece.end);
    lost_(loss);
}

void Recording::take_other(const Piece& piece, RecordOpcode opcode, std::string_view content)
{
    try {
        if (!contents_.read(opcode, content))
            lose(piece, "a channel or a schema in it is damaged, or of which there are two");
    } catch (const std::length_error& e) {
        throw Error(name() + ": " + e.what());
    }
}

/// Takes the channels and the schemas in a piece. What is wrong with it is told when its messages are read.
void Recording::read_channels(std::size_t number)
{
    channels_known_[number] = true;
    const Piece& piece = contents_.pieces[number];
    std::string records;
    if (!read_records(piece, records).empty())
        return;
    for_each_record(records, [&](const RecordHead& head, std::size_t at) {
        if (head.opcode != RecordOpcode::message)
            take_other(piece, head.opcode,
                       std::string_view(records).substr(at, static_cast<std::size_t>(head.length)));
    });
}

/// The channel of a message in the piece `user`: also one that is only in a chunk before it, of a file
/// without index.
const ChannelRecord* Recording::find_channel(ChannelId id, const Piece& user)
{
    const auto& channels = contents_.channels;
    auto found = channels.find(id);
    for (auto at = static_cast<std::size_t>(&user - contents_.pieces.data());
         found == channels.end() && at-- > 0;) {
        if (channels_known_[at])
            continue;
        read_channels(at);
        found = channels.find(id);
    }
    return found == channels.end() ? nullptr : &found->second;
}

Messages Recording::read(const Piece& piece, const Wanted& wanted)
{
    Messages messages;
    if (const std::string why = read_records(piece, messages.records_); !why.empty()) {
        lose(piece, why);
        return messages;
    }
    std::uint64_t nameless = 0;
    const std::string_view records(messages.records_);
    const auto take = [&](const RecordHead& head, std::size_t at) {
        const auto content = records.substr(at, static_cast<std::size_t>(head.length));
        if (head.opcode != RecordOpcode::message)
            return take_other(piece, head.opcode, content);
        const auto message = decode<MessageRecord>(content);
        const auto* channel = message ? find_channel(message->channel, piece) : nullptr;
        if (channel == nullptr)
            ++nameless;
        else if (wanted(*channel, message->log_time))
            messages.entries_.push_back({message->log_time, static_cast<std::uint32_t>(at),
                                         static_cast<std::uint32_t>(content.size())});
    };
    const auto whole = for_each_record(records, take);
    channels_known_[static_cast<std::size_t>(&piece - contents_.pieces.data())] = true;
    if (whole < records.size())
        lose(piece, "its records are damaged after " + counted(whole, "byte"));
    if (nameless > 0)
        lose(piece, counted(nameless, "message") + " of a channel that is not described");
    messages.sort();
    return messages;
}

} // namespace zws::mcap
