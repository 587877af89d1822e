// SPDX-License-Identifier: MIT
#include "libcommon/zmq/position.hpp"

#include "tests/unit/catch.hpp"
#include <stdexcept>
#include <vector>

using zws::Message;
using zws::Position;

namespace {

constexpr Position some{0x0123456789abcdef, 258};

std::string bytes_of(const Position& position)
{
    const auto frame = zws::frame_of(position);
    return {frame.begin(), frame.end()};
}

} // namespace

TEST_CASE("A position is a frame of 24 bytes, in the order of the network")
{
    using namespace std::string_literals;
    CHECK(bytes_of(some) == "zws.pos1\x01\x23\x45\x67\x89\xab\xcd\xef\0\0\0\0\0\0\x01\x02"s);
    CHECK(zws::position_in(bytes_of(some)) == some);
    const Position most{~std::uint64_t{0}, ~std::uint64_t{0}};
    CHECK(zws::position_in(bytes_of(most)) == most);
}

TEST_CASE("A frame that is something else is no position")
{
    for (const auto& frame : {std::string(), std::string(24, '\0'), bytes_of(some) + "x",
                              bytes_of(some).substr(1), "ZWS" + bytes_of(some).substr(3)})
        CHECK_FALSE(zws::position_in(frame));
}

TEST_CASE("A message has a position in its last frame, after topic and payload")
{
    CHECK(zws::position_of(Message({"topic", "payload", bytes_of(some)})) == some);
    CHECK(zws::position_of(Message({"topic", "payload", "other", bytes_of(some)})) == some);
    CHECK_FALSE(zws::position_of(Message({"topic", bytes_of(some)})));
    CHECK_FALSE(zws::position_of(Message({"topic", "payload", bytes_of(some), "other"})));
    CHECK(zws::frames_without_position(Message({"topic", "payload", bytes_of(some)})) == 2);
    CHECK(zws::frames_without_position(Message({"topic", bytes_of(some)})) == 2);
}

TEST_CASE("The text of a position is read again, and nothing else")
{
    CHECK(zws::epoch_text(some.epoch) == "0123456789abcdef");
    CHECK(zws::epoch_text(1) == "0000000000000001");
    CHECK(zws::parse_position("0123456789abcdef:258") == some);
    CHECK(zws::parse_position("1:2") == Position{1, 2});
    for (const char* text : {"", ":", "1", "1:", ":1", "x:1", "1:-1", "1:1.5", "12345678901234567:1", "1:1:1",
                             "1:18446744073709551616"})
        CHECK_THROWS_AS(zws::parse_position(text), std::invalid_argument);
}
