// SPDX-License-Identifier: MIT
#include "tools/zws2browser/stream/frame.hpp"

#include "tests/unit/catch.hpp"

#include <string>

using namespace zws::browser;

namespace {

std::string header(frame::Opcode opcode, std::size_t payload_size)
{
    std::string bytes(frame::max_header_size, '\0');
    bytes.resize(
        static_cast<std::size_t>(frame::write_header(bytes.data(), opcode, payload_size) - bytes.data()));
    return bytes;
}

} // namespace

TEST_CASE("the header of a frame has the shortest of the three forms of the length")
{
    using namespace std::string_literals;
    CHECK(header(frame::Opcode::text, 0) == "\x81\x00"s);
    CHECK(header(frame::Opcode::text, 125) == "\x81\x7d"s);
    CHECK(header(frame::Opcode::binary, 126) == "\x82\x7e\x00\x7e"s);
    CHECK(header(frame::Opcode::binary, 65535) == "\x82\x7e\xff\xff"s);
    CHECK(header(frame::Opcode::text, 65536) == "\x81\x7f\x00\x00\x00\x00\x00\x01\x00\x00"s);
}

TEST_CASE("the size of a header is known beforehand")
{
    for (const std::size_t payload : {0U, 125U, 126U, 65535U, 65536U, 10'000'000U})
        CHECK(header(frame::Opcode::text, payload).size() == frame::header_size(payload));
}

TEST_CASE("a frame is taken apart again")
{
    for (const std::size_t size : {0U, 1U, 125U, 126U, 127U, 65535U, 65536U}) {
        const std::string payload(size, 'x');
        const auto bytes = header(frame::Opcode::binary, size) + payload;
        CHECK(frame::parse(bytes).opcode == frame::Opcode::binary);
        CHECK(frame::parse(bytes).payload == payload);
    }
}

TEST_CASE("a Close frame is known by its first byte")
{
    CHECK(frame::is_close('\x88'));
    CHECK_FALSE(frame::is_close('\x89'));
    CHECK_FALSE(frame::is_close('\x81'));
}
