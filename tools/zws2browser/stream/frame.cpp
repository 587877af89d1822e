// SPDX-License-Identifier: MIT
#include "tools/zws2browser/stream/frame.hpp"

namespace zws::browser::frame {

namespace {

char* write_big_endian(char* out, std::uint64_t value, int bytes)
{
    for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8)
        *out++ = static_cast<char>(value >> static_cast<unsigned>(shift));
    return out;
}

} // namespace

char* write_header(char* out, Opcode opcode, std::size_t payload_size, bool compressed)
{
    constexpr unsigned final_frame = 0x80;
    *out++ =
        static_cast<char>(final_frame | (compressed ? compressed_bit : 0) | static_cast<unsigned>(opcode));
    switch (header_size(payload_size)) {
    case 2:
        return write_big_endian(out, payload_size, 1);
    case 4:
        *out++ = 126;
        return write_big_endian(out, payload_size, 2);
    default:
        *out++ = 127;
        return write_big_endian(out, payload_size, 8);
    }
}

ParsedFrame parse(std::string_view frame)
{
    constexpr unsigned opcode_bits = 0x0f;
    const auto bits = static_cast<unsigned char>(frame[0]);
    const auto length = static_cast<unsigned char>(frame[1]);
    return {static_cast<Opcode>(bits & opcode_bits),
            frame.substr(length < 126    ? 2
                         : length == 126 ? 4
                                         : max_header_size),
            (bits & compressed_bit) != 0};
}

} // namespace zws::browser::frame
