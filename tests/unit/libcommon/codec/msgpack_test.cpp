// SPDX-License-Identifier: MIT
#include "libcommon/codec/formats.hpp"

#include "tests/unit/libcommon/codec/random_json.hpp"
#include "tests/unit/libcommon/codec/support.hpp"

using zws::codec::msgpack_to_json;
using zws::test::bytes;
using zws::test::made;
using zws::test::refused;

TEST_CASE("msgpack: each kind of value of its specification")
{
    const std::vector<std::pair<std::string, std::string>> cases{
        {bytes({0x00}), "0"},
        {bytes({0x7f}), "127"},
        {bytes({0xff}), "-1"},
        {bytes({0xe0}), "-32"},
        {bytes({0xcc, 0xff}), "255"},
        {bytes({0xcd, 1, 0}), "256"},
        {bytes({0xce, 0xff, 0xff, 0xff, 0xff}), "4294967295"},
        {bytes({0xcf, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff}), "18446744073709551615"},
        {bytes({0xd0, 0x80}), "-128"},
        {bytes({0xd1, 0x80, 0}), "-32768"},
        {bytes({0xd2, 0x80, 0, 0, 0}), "-2147483648"},
        {bytes({0xd3, 0x80, 0, 0, 0, 0, 0, 0, 0}), "-9223372036854775808"},
        {bytes({0xca, 0x3d, 0xcc, 0xcc, 0xcd}), "0.1"},
        {bytes({0xcb, 0x3f, 0xb9, 0x99, 0x99, 0x99, 0x99, 0x99, 0x9a}), "0.1"},
        {bytes({0xca, 0x7f, 0xc0, 0, 0}), "null"},
        {bytes({0xcb, 0xff, 0xf0, 0, 0, 0, 0, 0, 0}), "null"},
        {bytes({0xc0}), "null"},
        {bytes({0xc2}), "false"},
        {bytes({0xc3}), "true"},
        {bytes({0xa2, 'h', 'i'}), "\"hi\""},
        {bytes({0xd9, 1, '"'}), "\"\\\"\""},
        {bytes({0xda, 0, 1, 'x'}), "\"x\""},
        {bytes({0xdb, 0, 0, 0, 1, 'x'}), "\"x\""},
        {bytes({0xc4, 2, 0, 0xff}), "{\"b64\":\"AP8=\"}"},
        {bytes({0xc5, 0, 1, 'x'}), "\"x\""},
        {bytes({0xc6, 0, 0, 0, 0}), "\"\""},
        {bytes({0x90}), "[]"},
        {bytes({0xdc, 0, 2, 1, 2}), "[1,2]"},
        {bytes({0xdd, 0, 0, 0, 1, 0x91, 3}), "[[3]]"},
        {bytes({0x80}), "{}"},
        {bytes({0x82, 0xa1, 'a', 1, 0xa1, 'b', 2}), "{\"a\":1,\"b\":2}"},
        {bytes({0xde, 0, 1, 7, 0xc0}), "{\"7\":null}"},
        {bytes({0xdf, 0, 0, 0, 1, 0xc3, 1}), "{\"true\":1}"},
        {bytes({0xd4, 5, 'x'}), "{\"ext\":5,\"b64\":\"eA==\"}"},
        {bytes({0xc7, 0, 0x80}), "{\"ext\":-128,\"b64\":\"\"}"},
        {bytes({0xd6, 0xff, 0, 0, 0, 9}), "9"},
        {bytes({0xd7, 0xff, 0x77, 0x35, 0x94, 0, 0, 0, 0, 1}), "1.5"},
        {bytes({0xc7, 12, 0xff, 0x1d, 0xcd, 0x65, 0, 0, 0, 0, 0, 0, 0, 0, 2}), "2.5"},
        {bytes({0xd7, 0xff, 0x1d, 0x6f, 0x34, 0x54, 0x69, 0x22, 0x98, 0xc0}), "1763875008.123456789"},
        {bytes({0xc7, 12, 0xff, 0x1d, 0xcd, 0x65, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff}),
         "-0.5"},
        {bytes({0xc7, 12, 0xff, 0, 0, 0, 1, 0x80, 0, 0, 0, 0, 0, 0, 0}), "-9223372036854775807.999999999"},
    };
    for (const auto& [in, expected] : cases)
        CHECK(made(msgpack_to_json, in) == expected);
}

TEST_CASE("msgpack: whatever another implementation packs is unpacked")
{
    std::mt19937 random(GENERATE(range(1U, 60U)));
    const auto value = zws::test::random_json(random, 4);
    const auto packed = nlohmann::json::to_msgpack(value);
    const std::string in(packed.begin(), packed.end());
    REQUIRE(nlohmann::json::parse(made(msgpack_to_json, in)) == value);
    std::string out;
    for (std::size_t size = 0; size < in.size(); size += 1 + size / 10)
        REQUIRE(refused(msgpack_to_json, in.substr(0, size)) == "it is cut off");
}

TEST_CASE("msgpack: what is wrong is told, and nothing runs away")
{
    CHECK(refused(msgpack_to_json, "") == "it is cut off");
    CHECK(refused(msgpack_to_json, bytes({0xc1})) == "a byte 0xc1, which means nothing");
    CHECK(refused(msgpack_to_json, bytes({1, 2})) == "1 bytes after the value");
    CHECK(refused(msgpack_to_json, bytes({0x81, 0x90, 1})) == "a name that is an array or an object");
    CHECK(refused(msgpack_to_json, bytes({0xdd, 0xff, 0xff, 0xff, 0xff})) == "it is cut off");
    CHECK(refused(msgpack_to_json, std::string(5'000'000, '\x91')) == "nested deeper than 200");
}
