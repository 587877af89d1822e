// SPDX-License-Identifier: MIT
#include "libcommon/mcap/decode.hpp"

#include "tests/unit/catch.hpp"

#include <string>

namespace zws::mcap {

namespace {

using namespace std::string_literals;

/// Reads what append() made, whole, longer, and cut off at each byte.
template <class Record>
void check_there_and_back(const Record& record)
{
    std::string bytes;
    append(bytes, record);
    const auto head = decode_head(bytes);
    REQUIRE(head);
    REQUIRE(head->length == bytes.size() - record_head_size);
    const std::string content = bytes.substr(record_head_size);
    const auto read = decode<Record>(content);
    REQUIRE(read);
    CHECK(*read == record);
    for (std::size_t size = 0; size < content.size(); ++size)
        CHECK_FALSE(decode<Record>(std::string_view(content).substr(0, size)));
    CHECK(decode<Record>(content + "a field of later"));
}

} // namespace

TEST_CASE("a record comes back from its bytes, and from no fewer")
{
    check_there_and_back(HeaderRecord{"ros2", "somebody"});
    check_there_and_back(FooterRecord{1, 2, 3});
    check_there_and_back(SchemaRecord{4, "name", "encoding", "\0\xff"s});
    check_there_and_back(ChannelRecord{5, 6, "topic", "json", {{"k", "v"}, {"", ""}}});
    check_there_and_back(ChunkRecord{7, 8, 3, 10, "zstd", "abc"});
    check_there_and_back(MessageIndexRecord{11, {{12, 13}, {14, 15}}});
    check_there_and_back(ChunkIndexRecord{1, 2, 3, 4, {{5, 6}, {7, 8}}, 9, "zstd", 10, 11});
    check_there_and_back(StatisticsRecord{1, 2, 3, 4, 5, 6, 7, 8, {{9, 10}}});
}

TEST_CASE("the data of a message is all that follows its fields")
{
    std::string bytes;
    append(bytes, MessageRecord{1, 2, 3, 4, "data"});
    const auto content = std::string_view(bytes).substr(record_head_size);
    for (const std::size_t missing : {0U, 1U, 4U}) {
        const auto message = decode<MessageRecord>(content.substr(0, content.size() - missing));
        REQUIRE(message);
        CHECK(message->data == std::string_view("data").substr(0, 4 - missing));
        CHECK(message->publish_time == 4);
    }
    CHECK_FALSE(decode<MessageRecord>(content.substr(0, content.size() - 5)));
}

TEST_CASE("lengths that are longer than what is there are no reason to read on")
{
    const std::string much = "\xff\xff\xff\xff"s;
    CHECK_FALSE(decode<HeaderRecord>(much + "abc"));
    CHECK_FALSE(decode<HeaderRecord>("\0\0\0\0"s + much));
    CHECK_FALSE(decode<ChannelRecord>("\1\0\0\0\0\0\0\0\0\0\0\0"s + much + "abc"));
    const auto endless = std::string(8 + 8 + 8 + 4 + 4, '\0') + "\0\0\0\0\0\0\0\x80"s;
    CHECK_FALSE(decode<ChunkRecord>(endless + "abc"));
    CHECK(decode_chunk_head(endless + "abc")->records_length == std::uint64_t{1} << 63U);
}

TEST_CASE("a map that ends within an entry is cut off, though its length says otherwise")
{
    const auto entries = "\1\0\0\0k\1\0\0\0v"s;
    for (char size = 1; size < 10; ++size)
        CHECK_FALSE(decode<ChannelRecord>("\1\0\0\0\0\0\0\0\0\0\0\0"s + size + "\0\0\0"s + entries));
    CHECK(decode<ChannelRecord>("\1\0\0\0\0\0\0\0\0\0\0\0\12\0\0\0"s + entries));
}

TEST_CASE("no record has the opcode 0")
{
    CHECK_FALSE(decode_head(std::string(9, '\0')));
    CHECK_FALSE(decode_head("\5\0\0\0\0\0\0\0"s));
    CHECK(decode_head("\5\0\0\0\0\0\0\0\x80"s)->length == std::uint64_t{1} << 63U);
    CHECK(decode_head("\xff\0\0\0\0\0\0\0\0"s)->length == 0);
}

TEST_CASE("the start of a chunk ends where its records begin")
{
    std::string bytes;
    append(bytes, ChunkRecord{1, 2, 3, 4, "zstd", "records"});
    const auto head = decode_chunk_head(std::string_view(bytes).substr(record_head_size));
    REQUIRE(head);
    CHECK(head->records_length == 7);
    CHECK(bytes.substr(record_head_size + head->records_offset) == "records");
    bytes.clear();
    append(bytes, ChunkRecord{1, 2, 3, 4, std::string(65, 'z'), "records"});
    CHECK_FALSE(decode_chunk_head(std::string_view(bytes).substr(record_head_size)));
}

} // namespace zws::mcap
