// SPDX-License-Identifier: MIT
#include "libcommon/codec/formats.hpp"

#include "tests/unit/libcommon/codec/support.hpp"

using zws::codec::cbor_to_json;
using zws::test::bytes;
using zws::test::made;
using zws::test::refused;

// RFC 8746 section 2.1: 0b010, f, s, e, ll.
TEST_CASE("cbor: typed arrays of each tag")
{
    const std::vector<std::pair<std::string, std::string>> cases{
        {bytes({0xd8, 64, 0x42, 1, 0xff}), "[1,255]"},
        {bytes({0xd8, 65, 0x42, 1, 2}), "[258]"},
        {bytes({0xd8, 66, 0x44, 0, 0, 1, 2}), "[258]"},
        {bytes({0xd8, 67, 0x48, 0, 0, 0, 0, 0, 0, 1, 2}), "[258]"},
        {bytes({0xd8, 68, 0x42, 1, 0xff}), "[1,255]"},
        {bytes({0xd8, 69, 0x42, 1, 2}), "[513]"},
        {bytes({0xd8, 70, 0x44, 1, 2, 0, 0}), "[513]"},
        {bytes({0xd8, 71, 0x48, 1, 2, 0, 0, 0, 0, 0, 0}), "[513]"},
        {bytes({0xd8, 72, 0x42, 1, 0xff}), "[1,-1]"},
        {bytes({0xd8, 73, 0x42, 0xff, 0xfe}), "[-2]"},
        {bytes({0xd8, 74, 0x44, 0xff, 0xff, 0xff, 0xfe}), "[-2]"},
        {bytes({0xd8, 75, 0x48, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xfe}), "[-2]"},
        {bytes({0xd8, 77, 0x42, 0xfe, 0xff}), "[-2]"},
        {bytes({0xd8, 78, 0x44, 0xfe, 0xff, 0xff, 0xff}), "[-2]"},
        {bytes({0xd8, 79, 0x48, 0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff}), "[-2]"},
        {bytes({0xd8, 80, 0x42, 0x3c, 0}), "[1]"},
        {bytes({0xd8, 81, 0x44, 0x3f, 0x80, 0, 0}), "[1]"},
        {bytes({0xd8, 82, 0x48, 0x3f, 0xf8, 0, 0, 0, 0, 0, 0}), "[1.5]"},
        {bytes({0xd8, 84, 0x42, 0, 0x3c}), "[1]"},
        {bytes({0xd8, 85, 0x48, 0, 0, 0x80, 0x3f, 0, 0, 0xc0, 0x7f}), "[1,null]"},
        {bytes({0xd8, 86, 0x48, 0, 0, 0, 0, 0, 0, 0xf8, 0x3f}), "[1.5]"},
        {bytes({0xd8, 64, 0x40}), "[]"},
        {bytes({0xd8, 69, 0x5f, 0x41, 1, 0x43, 2, 3, 4, 0xff}), "[513,1027]"},
        {bytes({0xa1, 0x61, 'v', 0xd8, 64, 0x41, 7}), R"({"v":[7]})"},
        {bytes({0xd8, 41, 0x82, 1, 2}), "[1,2]"},
    };
    for (const auto& [in, expected] : cases)
        CHECK(made(cbor_to_json, in) == expected);
    CHECK(refused(cbor_to_json, bytes({0xd8, 76, 0x40})) == "a typed array of tag 76, which is not decoded");
    CHECK(refused(cbor_to_json, bytes({0xd8, 83, 0x40})) == "a typed array of tag 83, which is not decoded");
    CHECK(refused(cbor_to_json, bytes({0xd8, 87, 0x40})) == "a typed array of tag 87, which is not decoded");
    CHECK(refused(cbor_to_json, bytes({0xd8, 65, 0x41, 1})) == "1 bytes, where uint16 of shape (0,) has 0");
    CHECK(refused(cbor_to_json, bytes({0xd8, 65, 0x42, 1})) == "it is cut off");
    CHECK(made(cbor_to_json, bytes({0xd8, 64, 0x82, 1, 2})) == "[1,2]");
}

// RFC 8746 section 3.1 and its figures 1 and 2.
TEST_CASE("cbor: arrays of several dimensions")
{
    const std::string six = bytes({0xd8, 65, 0x4c, 0, 2, 0, 4, 0, 8, 0, 4, 0, 16, 1, 0});
    CHECK(made(cbor_to_json, bytes({0xd8, 40, 0x82, 0x82, 2, 3}) + six) == "[[2,4,8],[4,16,256]]");
    CHECK(made(cbor_to_json, bytes({0xd9, 4, 16, 0x82, 0x82, 2, 3}) + six) == "[[2,8,16],[4,4,256]]");
    CHECK(made(cbor_to_json, bytes({0xd8, 40, 0x82, 0x82, 2, 3, 0x86, 2, 4, 8, 4, 0x61, 'x', 0xf6})) ==
          R"([[2,4,8],[4,"x",null]])");
    CHECK(made(cbor_to_json, bytes({0xd8, 40, 0x82, 0x81, 0, 0xd8, 64, 0x40})) == "[]");
    CHECK(made(cbor_to_json, bytes({0xd8, 40, 0x82, 0x80, 0xd8, 64, 0x41, 7})) == "7");
    CHECK(refused(cbor_to_json, bytes({0xd8, 40, 0x82, 0x81, 7}) + six) ==
          "12 bytes, where uint16 of shape (7,) has 14");
    CHECK(refused(cbor_to_json, bytes({0xd8, 40, 0x82, 0x81, 2, 0x81, 1})) ==
          "1 items, where the shape is (2,)");
    CHECK(refused(cbor_to_json, bytes({0xd8, 40, 0x82, 0x81, 0x20, 0x80})) ==
          "a shape with a length that is not a whole number");
    CHECK(refused(cbor_to_json, bytes({0xd8, 40, 0x82, 1, 0x80})) ==
          "a shape that is not an array of lengths");
    CHECK(refused(cbor_to_json, bytes({0xd8, 40, 0x81, 0x80})) ==
          "an array of several dimensions that is not a shape and elements");
    CHECK(refused(cbor_to_json, bytes({0xd9, 4, 16, 0x82, 0x81, 1, 0x81, 1})) ==
          "an array of several dimensions whose elements are not decoded");
    const std::string huge = bytes({0x1b, 0x10, 0, 0, 0, 0, 0, 0, 0});
    CHECK(refused(cbor_to_json, bytes({0xd8, 40, 0x82, 0x82}) + huge + bytes({0, 0xd8, 64, 0x40})) ==
          "more than 67108864 bytes when decoded");
    CHECK(refused(cbor_to_json, bytes({0xd8, 40, 0x82, 0x82}) + huge + huge + bytes({0x80})) ==
          "0 items, where the shape is (1152921504606846976,1152921504606846976)");
    std::string deep;
    for (int i = 0; i < 300; ++i)
        deep += bytes({0xd8, 40, 0x82, 0x81, 1, 0x81});
    CHECK(refused(cbor_to_json, deep + '\0') == "nested deeper than 200");
}

// DECTRIS Stream V2: dectris-compression-tag, github.com/dectris/documentation.
TEST_CASE("cbor: compressed data is counted, not decoded")
{
    const std::string data = bytes({0xd9, 0xdc, 0xb4, 0x83, 0x64, 'b', 's', 'l', 'z', 0x04, 0x43, 1, 2, 3});
    const std::string expected = R"({"not_decoded":"bslz","bytes":3})";
    CHECK(made(cbor_to_json, data) == expected);
    CHECK(made(cbor_to_json, bytes({0xd8, 70}) + data) == expected);
    CHECK(made(cbor_to_json, bytes({0xd8, 40, 0x82, 0x82, 2, 2, 0xd8, 70}) + data) == expected);
    CHECK(refused(cbor_to_json, bytes({0xd9, 0xdc, 0xb4, 0x81, 1})) ==
          "compressed data without its compression");
    CHECK(refused(cbor_to_json, bytes({0xd9, 0xdc, 0xb4, 0x83, 1, 1, 0x40})) ==
          "compressed data without its compression");
    CHECK(refused(cbor_to_json, data.substr(0, data.size() - 1)) == "it is cut off");
}
