// SPDX-License-Identifier: MIT
#include "libcommon/codec/protobuf/records.hpp"

#include "tests/unit/libcommon/codec/support.hpp"

using namespace zws::codec::protobuf;
using zws::test::bytes;

namespace {

std::string error_of(const std::string& message)
{
    Records records(message);
    Record record;
    while (records.next(record)) {
    }
    return records.error() == nullptr ? "" : records.error();
}

} // namespace

TEST_CASE("protobuf: each wire type is taken whole")
{
    const std::string message = bytes({0x08, 0x96, 0x01, 0x11, 1, 0, 0, 0, 0,    0,    0, 0x80, 0x1a,
                                       2,    'h',  'i',  0x25, 7, 0, 0, 1, 0x2b, 0x08, 1, 0x2c});
    Records records(message);
    Record record;
    REQUIRE(records.next(record));
    CHECK((record.number == 1 && record.wire == Wire::varint && record.bits == 150));
    REQUIRE(records.next(record));
    CHECK((record.number == 2 && record.wire == Wire::fixed64 && record.bits == 0x8000'0000'0000'0001));
    REQUIRE(records.next(record));
    CHECK((record.number == 3 && record.wire == Wire::length && record.bytes == "hi"));
    CHECK(record.begin == message.data() + 12);
    CHECK(record.end == message.data() + 16);
    REQUIRE(records.next(record));
    CHECK((record.number == 4 && record.wire == Wire::fixed32 && record.bits == 0x0100'0007));
    REQUIRE(records.next(record));
    CHECK((record.number == 5 && record.wire == Wire::group && record.bytes == bytes({0x08, 1})));
    CHECK_FALSE(records.next(record));
    CHECK(records.error() == nullptr);
}

TEST_CASE("protobuf: varints have ten bytes at most")
{
    Records records("\x08\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01");
    Record record;
    REQUIRE(records.next(record));
    CHECK(record.bits == 0xffff'ffff'ffff'ffff);
    CHECK(error_of(bytes({0x08}) + std::string(10, '\xff') + '\1') == "it is cut off");
}

TEST_CASE("protobuf: what is not a record is told")
{
    CHECK(error_of("") == "");
    CHECK(error_of(bytes({0x08})) == "it is cut off");
    CHECK(error_of(bytes({0x80})) == "it is cut off");
    CHECK(error_of(bytes({0x0a, 2, 'x'})) == "it is cut off");
    CHECK(error_of(bytes({0x0a}) + std::string(9, '\xff') + '\1') == "it is cut off"); // a length of 2^64 - 1
    CHECK(error_of(bytes({0x09, 1, 2, 3, 4, 5, 6, 7})) == "it is cut off");
    CHECK(error_of(bytes({0x0d, 1, 2, 3})) == "it is cut off");
    CHECK(error_of(bytes({0x00, 0})) == "a number of a field that cannot be");
    CHECK(error_of(bytes({0x80, 0x80, 0x80, 0x80, 0x10, 0})) == "a number of a field that cannot be"); // 2^29
    CHECK(error_of(bytes({0xf8, 0xff, 0xff, 0xff, 0x0f, 0})) == ""); // 2^29 - 1
    CHECK(error_of(bytes({0x0e, 0})) == "a wire type that means nothing");
    CHECK(error_of(bytes({0x0f, 0})) == "a wire type that means nothing");
}

TEST_CASE("protobuf: groups end where they began, and are not nested without end")
{
    CHECK(error_of(bytes({0x0b, 0x13, 0x14, 0x0c})) == "");
    CHECK(error_of(bytes({0x0b})) == "it is cut off");
    CHECK(error_of(bytes({0x0c})) == "the end of a group that did not begin");
    CHECK(error_of(bytes({0x0b, 0x14})) == "a group that ends as another one");
    const auto nested = [](std::size_t levels) {
        return std::string(levels, 0x0b) + std::string(levels, 0x0c);
    };
    CHECK(error_of(nested(Records::most_groups)) == "");
    CHECK(error_of(nested(Records::most_groups + 1)) == "groups that are nested deeper than 16");
    CHECK(error_of(std::string(1'000'000, 0x0b)) == "groups that are nested deeper than 16");
}
