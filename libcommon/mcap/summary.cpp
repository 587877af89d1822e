// SPDX-License-Identifier: MIT
#include "libcommon/mcap/summary.hpp"

#include <algorithm>
#include <zlib.h>

namespace zws::mcap {

namespace {

constexpr std::uint64_t footer_content = 20; // bytes
constexpr std::uint64_t footer_size = record_head_size + footer_content;
constexpr std::uint64_t crc_size = 4;

std::uint64_t footer_offset(FileWindow& file)
{
    return file.size() - magic.size() - footer_size;
}

/// The CRC of the bytes from `begin` to `end`.
std::uint32_t crc_of(FileWindow& file, std::uint64_t begin, std::uint64_t end)
{
    constexpr std::uint64_t step = std::uint64_t{256} << 10U;
    uLong crc = crc32(0, nullptr, 0);
    for (; begin < end; begin += std::min(step, end - begin)) {
        const auto bytes = file.at(begin, static_cast<std::size_t>(std::min(step, end - begin)));
        if (bytes.empty())
            break;
        crc = crc32(crc, reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uInt>(bytes.size()));
    }
    return static_cast<std::uint32_t>(crc);
}

/// Takes the records of a summary; what is wrong with the first that is.
class SummaryReader {
public:
    SummaryReader(FileWindow& file, const FooterRecord& footer) : file_(file), footer_(footer) {}

    /// Empty if nothing is.
    std::string read();

    FileSummary& summary() { return summary_; }

private:
    std::string read(const RecordPlace& place);
    std::string take_chunk(const ChunkIndexRecord& index);
    std::string sort_chunks();

    FileWindow& file_;
    const FooterRecord& footer_;
    FileSummary summary_;
};

std::string SummaryReader::read()
{
    const auto end = footer_offset(file_);
    if (footer_.summary_start < magic.size() || footer_.summary_start > end)
        return "it is not where the footer says";
    if (footer_.summary_crc != 0 &&
        crc_of(file_, footer_.summary_start, end + footer_size - crc_size) != footer_.summary_crc)
        return "its CRC does not match";
    bool whole = true;
    RecordWalk walk(file_, footer_.summary_start, end, [&](const Loss&) { whole = false; });
    while (const auto place = walk.next()) {
        if (std::string why = whole ? read(*place) : "not a record"; !why.empty())
            return why;
    }
    return whole ? sort_chunks() : "it is cut off";
}

std::string SummaryReader::read(const RecordPlace& place)
{
    if (place.size > most_record_size)
        return "a record of more than 256 MiB";
    const auto content = file_.at(place.content(), static_cast<std::size_t>(place.content_size()));
    if (place.opcode == RecordOpcode::chunk_index) {
        const auto index = decode<ChunkIndexRecord>(content);
        return index ? take_chunk(*index) : "an index of a chunk is damaged";
    }
    if (place.opcode == RecordOpcode::statistics) {
        summary_.contents.statistics = decode<StatisticsRecord>(content);
        return summary_.contents.statistics ? "" : "the statistics are damaged";
    }
    return summary_.contents.read(place.opcode, content) ? "" : "a channel or a schema is damaged";
}

/// Lengths are compared with what is left, since their sum may be too large for a number.
std::string SummaryReader::take_chunk(const ChunkIndexRecord& index)
{
    const auto data_end = footer_.summary_start;
    if (index.chunk_offset < magic.size() || index.chunk_offset > data_end ||
        index.chunk_length > data_end - index.chunk_offset ||
        index.message_index_length > data_end - index.chunk_offset - index.chunk_length)
        return "a chunk of it is outside of the file";
    Piece piece{true, index.chunk_offset, index.chunk_length, index.start, index.end, {}};
    for (const auto& [channel, offset] : index.message_index_offsets)
        piece.channels.push_back(channel);
    summary_.chunks.emplace_back(piece.offset, piece.after() + index.message_index_length);
    summary_.contents.pieces.push_back(std::move(piece));
    return "";
}

std::string SummaryReader::sort_chunks()
{
    auto& chunks = summary_.chunks;
    std::sort(chunks.begin(), chunks.end());
    for (std::size_t i = 1; i < chunks.size(); ++i) {
        if (chunks[i].first < chunks[i - 1].second)
            return "two chunks of it overlap";
    }
    return "";
}

} // namespace

std::optional<FooterRecord> find_footer(FileWindow& file)
{
    if (file.size() < magic.size() + footer_size + magic.size())
        return std::nullopt;
    const auto end = file.at(footer_offset(file), footer_size + magic.size());
    const auto head = decode_head(end);
    if (!head || head->opcode != RecordOpcode::footer || head->length != footer_content ||
        !end.ends_with(magic))
        return std::nullopt;
    return decode<FooterRecord>(end.substr(record_head_size, footer_content));
}

std::optional<FileSummary> read_summary(FileWindow& file, const FooterRecord& footer, std::string& why)
{
    SummaryReader reader(file, footer);
    why = reader.read();
    if (!why.empty())
        return std::nullopt;
    FileSummary& summary = reader.summary();
    summary.contents.is_closed = true;
    summary.contents.is_indexed = !summary.chunks.empty();
    return std::move(summary);
}

} // namespace zws::mcap
