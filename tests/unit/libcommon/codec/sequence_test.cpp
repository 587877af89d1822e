// SPDX-License-Identifier: MIT
#include "libcommon/codec/sequence.hpp"

#include "tests/unit/catch.hpp"

using zws::Message;
using zws::parse_sequence_spec;
using zws::SequenceSpec;
using zws::codec::Element;
using Where = SequenceSpec::Where;

namespace {

std::optional<std::uint64_t> sequence(std::string_view spec, const std::vector<std::string>& frames)
{
    const Message message(frames);
    return sequence_of(message, message.payload(), parse_sequence_spec(spec));
}

} // namespace

TEST_CASE("each form of a specification")
{
    REQUIRE(parse_sequence_spec("json:/a/b") == SequenceSpec{Where::json, "/a/b"});
    REQUIRE(
        parse_sequence_spec("last:u32le") ==
        SequenceSpec{Where::last_frame, "", 0, {Element::Kind::unsigned_integer, 4, std::endian::little}});
    REQUIRE(parse_sequence_spec("1:u64be") ==
            SequenceSpec{Where::frame, "", 1, {Element::Kind::unsigned_integer, 8, std::endian::big}});
    REQUIRE(parse_sequence_spec("0:u8").bits() == 8);
    REQUIRE(parse_sequence_spec("json:").bits() == 64);
}

TEST_CASE("what is not a specification is refused")
{
    for (const auto* spec : {"", "last", "last:", "last:f32le", "last:u32", "first:u8", "-1:u8", "1001:u8",
                             "json:seq", "json:/a~2", ":u8", "1 :u8"}) {
        INFO(spec);
        REQUIRE_THROWS_AS(parse_sequence_spec(spec), std::invalid_argument);
    }
}

TEST_CASE("the number is found where it is said to be")
{
    const std::string one_le("\1\0\0\0", 4);
    CHECK(sequence("last:u32le", {"t", "p", one_le}) == 1);
    CHECK(sequence("last:u32be", {"t", "p", one_le}) == 0x01000000);
    CHECK(sequence("last:i8", {"\xff"}) == 255);
    CHECK(sequence("1:u32le", {"t", one_le, "p"}) == 1);
    CHECK(sequence("0:u32le", {one_le}) == 1);
    CHECK(sequence("json:/a/0", {"t", "{\"a\":[7]}", "m"}) == 7);
    CHECK(sequence("json:/a", {"{\"a\":7,\"b\":NaN}"}) == 7);
    CHECK(sequence("json:", {"18446744073709551615"}) == 18446744073709551615U);
}

TEST_CASE("where there is none, there is none")
{
    CHECK_FALSE(sequence("last:u32le", {"t", "p", "123"}).has_value());
    CHECK_FALSE(sequence("3:u8", {"t", "p", "1"}).has_value());
    for (const auto* payload : {"", "{", "{}", "{\"a\":-1}", "{\"a\":1.5}", "{\"a\":\"1\"}", "[1]"}) {
        INFO(payload);
        CHECK_FALSE(sequence("json:/a", {payload}).has_value());
    }
    for (const auto* spec : {"json:/", "json:/0/", "json:/99999999999999999999", "json:/-", "json:/00"}) {
        INFO(spec);
        CHECK_FALSE(sequence(spec, {"[[7],7]"}).has_value());
    }
}
