// SPDX-License-Identifier: MIT
#include "libcommon/codec/vector.hpp"

#include "tests/unit/libcommon/codec/support.hpp"

using namespace std::chrono_literals;
using zws::codec::parse_element;
using zws::codec::VectorDecoder;
using zws::test::bytes;
using Time = VectorDecoder::Time;

namespace {

std::string numbers(std::string_view element, std::string_view in)
{
    VectorDecoder decoder(*parse_element(element));
    std::string out;
    REQUIRE(decoder.decode(in, out, Time()) == "");
    return out;
}

} // namespace

TEST_CASE("vectors of each kind and order become arrays")
{
    REQUIRE(numbers("u8", bytes({0, 255})) == "[0,255]");
    REQUIRE(numbers("i8", bytes({0, 255})) == "[0,-1]");
    REQUIRE(numbers("i16le", bytes({0xfe, 0xff, 1, 0})) == "[-2,1]");
    REQUIRE(numbers("u16be", bytes({1, 2})) == "[258]");
    REQUIRE(numbers("u32le", bytes({0xff, 0xff, 0xff, 0xff})) == "[4294967295]");
    REQUIRE(numbers("i64be", bytes({0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xfe})) == "[-2]");
    REQUIRE(numbers("f32le", bytes({0xcd, 0xcc, 0xcc, 0x3d, 0, 0, 0xc0, 0x7f, 0, 0, 0x80, 0xff})) ==
            "[0.1,null,null]");
    REQUIRE(numbers("f32be", bytes({0x3f, 0x80, 0, 0})) == "[1]");
    REQUIRE(numbers("f64le", bytes({0, 0, 0, 0, 0, 0, 0xf8, 0x3f})) == "[1.5]");
    REQUIRE(numbers("f64le", "") == "[]");
}

TEST_CASE("names that are not of elements")
{
    for (const auto* name :
         {"", "i", "f", "x8", "i8le", "i16", "f16le", "f8", "u128le", "i16l", "i-8", "i 8", "u32lebe"}) {
        INFO(name);
        REQUIRE_FALSE(parse_element(name).has_value());
    }
}

TEST_CASE("part of an element is told")
{
    VectorDecoder decoder(*parse_element("f32le"));
    std::string out;
    REQUIRE(decoder.decode("abcde", out, Time()) == "5 bytes are not a whole number of elements of 4");
}

TEST_CASE("with a sample rate vectors are parts of a series")
{
    VectorDecoder decoder(*parse_element("u8"), 4);
    const Time start(1000s);
    std::string out;
    REQUIRE(decoder.decode(bytes({1, 2}), out, start) == "");
    REQUIRE(out == "[[999.500000000,1],[999.750000000,2]]");
    out.clear();
    SECTION("the times go on, however late the next one is in a second")
    {
        REQUIRE(decoder.decode(bytes({3}), out, start + 1s) == "");
        REQUIRE(out == "[[1000.000000000,3]]");
        out.clear();
        REQUIRE(decoder.decode(bytes({4}), out, start) == "");
        REQUIRE(out == "[[1000.250000000,4]]");
    }
    SECTION("and begin anew where vectors are missing")
    {
        REQUIRE(decoder.decode(bytes({3}), out, start + 10s) == "");
        REQUIRE(out == "[[1009.750000000,3]]");
    }
}
