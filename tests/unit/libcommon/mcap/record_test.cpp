// SPDX-License-Identifier: MIT
#include "libcommon/mcap/record.hpp"

#include "tests/unit/catch.hpp"

#include <string>

namespace {

using namespace zws::mcap;
using namespace std::string_literals;

template <class Record>
std::string bytes_of(const Record& record)
{
    std::string out = "before";
    append(out, record);
    REQUIRE(out.starts_with("before"));
    return out.substr(6);
}

/// The head of a record, whose length has one byte.
std::string head(char opcode, char length)
{
    return opcode + ""s + length + "\0\0\0\0\0\0\0"s;
}

} // namespace

TEST_CASE("a record is its opcode, the length of its content, and its fields, least bytes first")
{
    CHECK(bytes_of(HeaderRecord{"p", "lib"}) == head(1, 12) + "\1\0\0\0p\3\0\0\0lib"s);
    CHECK(bytes_of(FooterRecord{0x0102, 3, 0x04050607}) ==
          head(2, 20) + "\2\1\0\0\0\0\0\0\3\0\0\0\0\0\0\0\7\6\5\4"s);
    CHECK(bytes_of(SchemaRecord{1, "n", "e", "d"}) == head(3, 17) + "\1\0\1\0\0\0n\1\0\0\0e\1\0\0\0d"s);
    CHECK(bytes_of(DataEndRecord{5}) == head(15, 4) + "\5\0\0\0"s);
    CHECK(bytes_of(SummaryOffsetRecord{RecordOpcode::channel, 1, 2}) ==
          head(14, 17) + "\4\1\0\0\0\0\0\0\0\2\0\0\0\0\0\0\0"s);
}

TEST_CASE("a map has its length in bytes before it")
{
    CHECK(bytes_of(ChannelRecord{1, 2, "t", "e", {}}) == head(4, 18) + "\1\0\2\0\1\0\0\0t\1\0\0\0e\0\0\0\0"s);
    CHECK(bytes_of(ChannelRecord{1, 2, "t", "e", {{"k", "v"}}}) ==
          head(4, 28) + "\1\0\2\0\1\0\0\0t\1\0\0\0e\12\0\0\0\1\0\0\0k\1\0\0\0v"s);
}

TEST_CASE("a message ends with its data, whose length is not told twice")
{
    const MessageRecord message{0x0102, 3, 4, 5, "data"};
    const auto expected = head(5, 26) + "\2\1\3\0\0\0\4\0\0\0\0\0\0\0\5\0\0\0\0\0\0\0"s + "data";
    CHECK(bytes_of(message) == expected);

    std::string out;
    append_head(out, message, 4);
    CHECK(out + "data" == expected);
}

TEST_CASE("a chunk is its head and its records")
{
    const ChunkRecord chunk{1, 2, 3, 4, "zstd", "records"};
    std::string out;
    append_head(out, chunk);
    CHECK(bytes_of(chunk) == out + "records");
    CHECK(out == head(6, 51) + "\1\0\0\0\0\0\0\0\2\0\0\0\0\0\0\0\3\0\0\0\0\0\0\0\4\0\0\0\4\0\0\0zstd"s +
                     "\7\0\0\0\0\0\0\0"s);
}

TEST_CASE("indexes are lists of pairs")
{
    CHECK(bytes_of(MessageIndexRecord{1, {{2, 3}}}) ==
          head(7, 22) + "\1\0\20\0\0\0\2\0\0\0\0\0\0\0\3\0\0\0\0\0\0\0"s);
    CHECK(bytes_of(ChunkIndexRecord{1, 2, 3, 4, {{5, 6}}, 7, "", 8, 9}) ==
          head(8, 74) + "\1\0\0\0\0\0\0\0\2\0\0\0\0\0\0\0\3\0\0\0\0\0\0\0\4\0\0\0\0\0\0\0"s +
              "\12\0\0\0\5\0\6\0\0\0\0\0\0\0\7\0\0\0\0\0\0\0\0\0\0\0\10\0\0\0\0\0\0\0\11\0\0\0\0\0\0\0"s);
    CHECK(bytes_of(StatisticsRecord{1, 2, 3, 4, 5, 6, 7, 8, {{9, 10}}}) ==
          head(11, 56) +
              "\1\0\0\0\0\0\0\0\2\0\3\0\0\0\4\0\0\0\5\0\0\0\6\0\0\0\7\0\0\0\0\0\0\0\10\0\0\0\0\0\0\0"s +
              "\12\0\0\0\11\0\12\0\0\0\0\0\0\0"s);
}
