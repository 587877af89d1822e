// SPDX-License-Identifier: MIT
#include "libcommon/mcap/writer.hpp"

#include "libcommon/codec/byte_reader.hpp"
#include "libcommon/mcap/crc.hpp"
#include "tests/unit/catch.hpp"

#include <stdexcept>
#include <zstd.h>

namespace {

using namespace zws::mcap;
using zws::Message;

/// An open chunk of messages {"topic", number}, at these times.
OpenChunk chunk_at(TopicTable& topics, const std::vector<Time>& times)
{
    OpenChunk chunk;
    for (const Time time : times) {
        const Message message({"topic" + std::to_string(time % 3), std::to_string(time)});
        chunk.add(topics.channel_of(message), time, message);
    }
    return chunk;
}

std::uint64_t number_at(std::string_view bytes, std::size_t at, std::size_t size = 8)
{
    return zws::codec::unsigned_of(bytes.substr(at, size), std::endian::little);
}

/// The opcodes of the records in `bytes`, which are whole.
std::vector<int> opcodes(std::string_view bytes)
{
    std::vector<int> found;
    while (!bytes.empty()) {
        found.push_back(bytes[0]);
        bytes.remove_prefix(record_head_size + number_at(bytes, 1));
    }
    return found;
}

/// Where the records of a chunk without compression begin, in its record.
constexpr std::size_t records_at = record_head_size + 3 * 8 + 4 + 4 + 8;

} // namespace

TEST_CASE("a chunk begins with each channel before its first message, and has its CRC")
{
    TopicTable topics;
    ChunkMaker maker(Compression::none);
    const FileChunk chunk = maker.made(chunk_at(topics, {5, 6, 7, 8}), Effort::usual);
    const auto records = std::string_view(chunk.record).substr(records_at);
    CHECK(opcodes(records) == std::vector<int>{4, 5, 4, 5, 4, 5, 5});
    CHECK(number_at(chunk.record, record_head_size) == 5);
    CHECK(number_at(chunk.record, record_head_size + 8) == 8);
    CHECK(number_at(chunk.record, record_head_size + 16) == records.size());
    CHECK(number_at(chunk.record, record_head_size + 24, 4) == crc_of(records));
    CHECK(chunk.messages == 4);
    CHECK(opcodes(chunk.indexes) == std::vector<int>{7, 7, 7});
    CHECK(chunk.index.message_index_length == chunk.indexes.size());
}

TEST_CASE("each chunk can be read alone: it has its channels again")
{
    TopicTable topics;
    ChunkMaker maker(Compression::none);
    static_cast<void>(maker.made(chunk_at(topics, {3}), Effort::usual));
    const FileChunk second = maker.made(chunk_at(topics, {6}), Effort::usual);
    CHECK(opcodes(std::string_view(second.record).substr(records_at)) == std::vector<int>{4, 5});
}

TEST_CASE("zstd gives the same records back")
{
    TopicTable topics;
    ChunkMaker plain(Compression::none);
    ChunkMaker packed(Compression::zstd);
    const auto expected = plain.made(chunk_at(topics, {1, 2, 3}), Effort::usual).record.substr(records_at);
    for (const auto effort : {Effort::least, Effort::usual}) {
        TopicTable again;
        const FileChunk chunk = packed.made(chunk_at(again, {1, 2, 3}), effort);
        const auto compressed = std::string_view(chunk.record).substr(records_at + 4);
        std::string records(expected.size(), '\0');
        REQUIRE(ZSTD_decompress(records.data(), records.size(), compressed.data(), compressed.size()) ==
                expected.size());
        CHECK(records == expected);
        CHECK(chunk.index.compressed_size == compressed.size());
    }
}

TEST_CASE("indexes are in order of time where the clock was set back")
{
    TopicTable topics;
    ChunkMaker maker(Compression::none);
    const FileChunk chunk = maker.made(chunk_at(topics, {9, 3, 6}), Effort::usual);
    CHECK(chunk.index.start == 3);
    CHECK(chunk.index.end == 9);
    constexpr std::size_t first = record_head_size + 2 + 4;
    CHECK(number_at(chunk.indexes, first) == 3);
    CHECK(number_at(chunk.indexes, first + 16) == 6);
    CHECK(number_at(chunk.indexes, first + 32) == 9);
}

TEST_CASE("the size of a closed file is known before")
{
    TopicTable topics;
    ChunkMaker maker(Compression::zstd);
    std::string file;
    Writer writer([&file](std::string_view bytes) { file += bytes; }, "test");
    std::uint64_t expected = 0;
    for (const Time time : {1U, 2U, 3U, 4U}) {
        const FileChunk chunk = maker.made(chunk_at(topics, {time, time + 10}), Effort::usual);
        expected = writer.closed_size(chunk);
        writer.write(chunk);
    }
    writer.close();
    CHECK(file.size() == expected);
    CHECK(file.size() == writer.size());
    CHECK(file.starts_with(magic));
    CHECK(file.ends_with(magic));
    CHECK(writer.statistics().messages == 8);
    CHECK(writer.statistics().channels == 3);
    CHECK(
        opcodes(std::string_view(file).substr(8, file.size() - 16)) ==
        std::vector<int>{1, 6, 7, 7, 6, 7, 7, 6, 7, 7, 6, 7, 7, 15, 4, 4, 4, 11, 8, 8, 8, 8, 14, 14, 14, 2});
}

TEST_CASE("a chunk that could not be written is not in the summary")
{
    TopicTable topics;
    ChunkMaker maker(Compression::none);
    std::string file;
    std::string whole;
    bool full = false;
    Writer writer(
        [&](std::string_view bytes) {
            file += bytes;
            if (full && bytes.front() == 7) { // the indexes after the chunk
                file = whole;
                throw std::runtime_error("full");
            }
        },
        "test");
    writer.write(maker.made(chunk_at(topics, {1}), Effort::usual));
    whole = file;
    full = true;
    CHECK_THROWS_AS(writer.write(maker.made(chunk_at(topics, {2}), Effort::usual)), std::runtime_error);
    full = false;
    CHECK(writer.size() == whole.size());
    writer.close();
    CHECK(opcodes(std::string_view(file).substr(8, file.size() - 16)) ==
          std::vector<int>{1, 6, 7, 15, 4, 11, 8, 14, 14, 14, 2});
}

TEST_CASE("a table that is full gives what is new to the channel of all frames")
{
    TopicTable topics;
    const Message early({"0", "1"});
    const auto first = topics.channel_of(early);
    for (std::size_t i = 1; i + 1 < TopicTable::most_channels; ++i)
        static_cast<void>(topics.channel_of(Message({std::to_string(i), "1"})));
    CHECK_FALSE(topics.overflowed());
    const auto other = topics.channel_of(Message({"late", "1"}));
    CHECK(topics.overflowed());
    CHECK(other->frames == Frames::all);
    CHECK(other->record.topic == "messages");
    CHECK(topics.channel_of(early) == first);
    CHECK(topics.channel_of(Message({"0", "not JSON"})) == other);
}
