// SPDX-License-Identifier: MIT
#include "libcommon/codec/formats.hpp"

#include "tests/unit/libcommon/codec/random_json.hpp"
#include "tests/unit/libcommon/codec/support.hpp"

using zws::codec::cbor_to_json;
using zws::test::bytes;
using zws::test::made;
using zws::test::refused;

TEST_CASE("cbor: examples of RFC 8949 appendix A")
{
    const std::vector<std::pair<std::string, std::string>> cases{
        {bytes({0x00}), "0"},
        {bytes({0x17}), "23"},
        {bytes({0x18, 0x18}), "24"},
        {bytes({0x19, 0x03, 0xe8}), "1000"},
        {bytes({0x1a, 0x00, 0x0f, 0x42, 0x40}), "1000000"},
        {bytes({0x1b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff}), "18446744073709551615"},
        {bytes({0x3b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff}), "-18446744073709551616"},
        {bytes({0x20}), "-1"},
        {bytes({0x39, 0x03, 0xe7}), "-1000"},
        {bytes({0xf9, 0x3c, 0x00}), "1"},
        {bytes({0xf9, 0x7b, 0xff}), "65504"},
        {bytes({0xf9, 0x00, 0x01}), "5.960464477539063e-08"},
        {bytes({0xf9, 0xc4, 0x00}), "-4"},
        {bytes({0xfa, 0x47, 0xc3, 0x50, 0x00}), "1e+05"},
        {bytes({0xfb, 0x3f, 0xf1, 0x99, 0x99, 0x99, 0x99, 0x99, 0x9a}), "1.1"},
        {bytes({0xf9, 0x7c, 0x00}), "null"},
        {bytes({0xf9, 0x7e, 0x00}), "null"},
        {bytes({0xf4}), "false"},
        {bytes({0xf5}), "true"},
        {bytes({0xf6}), "null"},
        {bytes({0xf7}), "null"},
        {bytes({0xf8, 0xff}), "null"},
        {bytes({0xc0, 0x61, 'x'}), "\"x\""},
        {bytes({0xd8, 0x20, 0xc1, 0x01}), "1"},
        {bytes({0x44, 1, 2, 3, 0xff}), "{\"b64\":\"AQID/w==\"}"},
        {bytes({0x64, 'I', 'E', 'T', 'F'}), "\"IETF\""},
        {bytes({0x80}), "[]"},
        {bytes({0x83, 1, 0x82, 2, 3, 0x82, 4, 5}), "[1,[2,3],[4,5]]"},
        {bytes({0xa2, 1, 2, 3, 4}), "{\"1\":2,\"3\":4}"},
        {bytes({0xa2, 0x61, 'a', 1, 0x61, 'b', 0x82, 2, 3}), "{\"a\":1,\"b\":[2,3]}"},
        {bytes({0x5f, 0x42, 1, 2, 0x41, 0xff, 0xff}), "{\"b64\":\"AQL/\"}"},
        {bytes({0x7f, 0x61, 'a', 0x61, 'b', 0xff}), "\"ab\""},
        {bytes({0x9f, 1, 0x9f, 0xff, 0xff}), "[1,[]]"},
        {bytes({0xbf, 0x61, 'a', 1, 0x61, 'b', 0x9f, 2, 0xff, 0xff}), "{\"a\":1,\"b\":[2]}"},
    };
    for (const auto& [in, expected] : cases)
        CHECK(made(cbor_to_json, in) == expected);
}

// RFC 8949 section 3.4 and appendix A.
TEST_CASE("cbor: tags of numbers make numbers")
{
    const std::string beyond = bytes({0x49, 1}) + std::string(8, '\0'); // 2^64
    const std::vector<std::pair<std::string, std::string>> cases{
        {bytes({0xc2, 0x42, 1, 0}), "256"},
        {bytes({0xc3, 0x42, 1, 0}), "-257"},
        {bytes({0xc2, 0x40}), "0"},
        {bytes({0xc3, 0x40}), "-1"},
        {bytes({0xc2, 0x5f, 0x41, 1, 0x41, 0, 0xff}), "256"},
        {bytes({0xc2}) + beyond, "\"18446744073709551616\""},
        {bytes({0xc3}) + beyond, "\"-18446744073709551617\""},
        {bytes({0x3b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xfe}), "-18446744073709551615"},
        {bytes({0xc4, 0x82, 0x21, 0x19, 0x6a, 0xb3}), "273.15"},
        {bytes({0xc4, 0x82, 0x21, 0x39, 0x6a, 0xb2}), "-273.15"},
        {bytes({0xc4, 0x82, 0x21, 0xc2}) + beyond, "\"184467440737095516.16\""},
        {bytes({0xc5, 0x82, 0x20, 0x03}), "1.5"},
        {bytes({0xc5, 0x82, 0x20, 0x22}), "-1.5"},
        {bytes({0xc5, 0x82, 0x20, 0x00}), "0"},
        {bytes({0xc5, 0x82, 0x19, 0x13, 0x88, 0x03}), "\"3*2^5000\""},
        {bytes({0xc5, 0x82, 0x1b, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x00}), "0"},
        {bytes({0x82, 0xc2, 0x41, 5, 0xc4, 0x82, 0x20, 0x05}), "[5,0.5]"},
        {bytes({0xa1, 0xc2, 0x41, 5, 1}), "{\"5\":1}"},
        {bytes({0xd5, 0x42, 0xfb, 0xff}), "\"-_8\""},
        {bytes({0xd6, 0x42, 0xfb, 0xff}), "\"+/8=\""},
        {bytes({0xd7, 0x42, 0xfb, 0xff}), "\"fbff\""},
        {bytes({0xd8, 0x18, 0x42, 'h', 'i'}), "\"hi\""},
    };
    for (const auto& [in, expected] : cases)
        CHECK(made(cbor_to_json, in) == expected);
    CHECK(refused(cbor_to_json, bytes({0xc2, 0x42, 1})) == "it is cut off");
    CHECK(refused(cbor_to_json, bytes({0xc4, 1})) == "");
    CHECK(refused(cbor_to_json, bytes({0xc4, 0x81, 1})) == "a fraction without exponent and mantissa");
    CHECK(refused(cbor_to_json, bytes({0xc4, 0x82, 0x61, 'x', 1})) ==
          "a fraction whose exponent is not a number of 64 bits");
    CHECK(refused(cbor_to_json, bytes({0xc4, 0x82, 1, 0x61, 'x'})) ==
          "a number of another kind than its tag tells");
    CHECK(refused(cbor_to_json, bytes({0xc2, 0x59, 2, 1}) + std::string(513, '1')) ==
          "a number of more than 512 bytes");
}

TEST_CASE("cbor: whatever another implementation writes is read")
{
    std::mt19937 random(GENERATE(range(1U, 60U)));
    const auto value = zws::test::random_json(random, 4);
    const auto packed = nlohmann::json::to_cbor(value);
    const std::string in(packed.begin(), packed.end());
    REQUIRE(nlohmann::json::parse(made(cbor_to_json, in)) == value);
    for (std::size_t size = 0; size < in.size(); size += 1 + size / 10)
        REQUIRE(refused(cbor_to_json, in.substr(0, size)) == "it is cut off");
}

TEST_CASE("cbor: what is wrong is told, and nothing runs away")
{
    CHECK(refused(cbor_to_json, bytes({0x1c})) == "a length that means nothing");
    CHECK(refused(cbor_to_json, bytes({0x1f})) == "an indefinite length where none can be");
    CHECK(refused(cbor_to_json, bytes({0xff})) == "a break where none can be");
    CHECK(refused(cbor_to_json, bytes({0xbf, 1, 0xff})) == "a break where none can be");
    CHECK(refused(cbor_to_json, bytes({0x7f, 0x41, 'x', 0xff})) == "a piece of a string that is none");
    CHECK(refused(cbor_to_json, bytes({0x7f, 0x7f, 0xff, 0xff})) == "a piece of a string that is none");
    CHECK(refused(cbor_to_json, bytes({0, 0})) == "1 bytes after the item");
    CHECK(refused(cbor_to_json, bytes({0x9b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff})) ==
          "it is cut off");
    CHECK(refused(cbor_to_json, std::string(5'000'000, '\x9f')) == "nested deeper than 200");
    CHECK(refused(cbor_to_json, std::string(5'000'000, '\xc0')) == "it is cut off");
}
