// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

/// WebSocket frames as a server sends them (RFC 6455 section 5.2): final, not masked.
namespace zws::browser::frame {

enum class Opcode : std::uint8_t { text = 0x1, binary = 0x2, close = 0x8, ping = 0x9, pong = 0xa };

/// The longest header: two bytes and a 64-bit length.
constexpr std::size_t max_header_size = 10;

constexpr std::size_t header_size(std::size_t payload_size)
{
    return payload_size < 126 ? 2 : payload_size < 65536 ? 4 : max_header_size;
}

/// RSV1: the payload is compressed (RFC 7692 section 6).
constexpr unsigned compressed_bit = 0x40;

/// Writes the header of a frame with `payload_size` bytes of payload; returns a pointer to the byte after it.
char* write_header(char* out, Opcode opcode, std::size_t payload_size, bool compressed = false);

/// A frame as write_header() and a payload make it.
struct ParsedFrame {
    Opcode opcode;
    std::string_view payload;
    bool compressed;
};

/// Takes one of our own frames, whole, apart.
ParsedFrame parse(std::string_view frame);

/// Whether a frame that starts with `first_byte` is a Close frame (section 5.5.1), after which no data may
/// follow.
constexpr bool is_close(char first_byte)
{
    return (static_cast<std::uint8_t>(first_byte) & 0x0fU) == static_cast<std::uint8_t>(Opcode::close);
}

} // namespace zws::browser::frame
