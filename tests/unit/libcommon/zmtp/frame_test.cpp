// SPDX-License-Identifier: MIT
#include "libcommon/zmtp/frame.hpp"

#include "tests/unit/catch.hpp"

#include <string>

using namespace std::string_literals;
using zws::zmtp::command_frame;
using zws::zmtp::FrameHeader;
using zws::zmtp::ProtocolError;
using zws::zmtp::read_frame;

TEST_CASE("a frame's header holds flags and size, the size in 8 bytes from 256 on")
{
    CHECK(FrameHeader(0, false).bytes() == "\x00\x00"s);
    CHECK(FrameHeader(255, true).bytes() == "\x01\xFF"s);
    CHECK(FrameHeader(256, true).bytes() == "\x03\0\0\0\0\0\0\x01\x00"s);
    CHECK(FrameHeader(5, false, true).bytes() == "\x04\x05"s);
}

TEST_CASE("a frame that is written is read again")
{
    for (const std::size_t size : {0U, 1U, 255U, 256U, 70000U}) {
        const std::string body(size, 'x');
        const auto bytes = std::string(FrameHeader(size, true).bytes()) + body + "next";
        const auto frame = read_frame(bytes, size);
        REQUIRE(frame);
        CHECK(frame->body == body);
        CHECK(frame->more);
        CHECK_FALSE(frame->command);
        CHECK(frame->size == bytes.size() - 4);
        for (const std::size_t part : {std::size_t{0}, std::size_t{1}, frame->size - 1})
            CHECK_FALSE(read_frame(std::string_view(bytes).substr(0, part), size));
    }
}

TEST_CASE("a command is a frame that begins with its name")
{
    const auto bytes = command_frame("PING", "\0\0ctx"s);
    CHECK(bytes == "\x04\x0A\x04PING\0\0ctx"s);
    CHECK(read_frame(bytes, 100)->command);
}

TEST_CASE("what no frame can begin with is refused")
{
    CHECK_THROWS_AS(read_frame("\x08\x00"s, 10), ProtocolError);
    CHECK_THROWS_AS(read_frame("\x05\x00"s, 10), ProtocolError);
    CHECK_THROWS_AS(read_frame("\x00\x0B"s, 10), ProtocolError);
    CHECK_THROWS_AS(read_frame("\x02\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF"s, 10), ProtocolError);
    CHECK_NOTHROW(read_frame("\x00\x0A"s, 10));
}
