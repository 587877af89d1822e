// SPDX-License-Identifier: MIT
#include "tests/bench/frame.hpp"

#include "libcommon/os/error.hpp"

namespace zws::bench {

namespace {

constexpr std::uint64_t most_payload = 1 << 20;

std::uint64_t big_endian(std::string_view bytes)
{
    std::uint64_t value = 0;
    for (const char byte : bytes)
        value = value << 8 | static_cast<std::uint8_t>(byte);
    return value;
}

std::size_t length_bytes(std::uint8_t length)
{
    return length == 127 ? 8 : length == 126 ? 2 : 0;
}

} // namespace

std::size_t read_frame(std::string_view data, Frame& frame)
{
    if (data.size() < 2)
        return 0;
    const auto first = static_cast<std::uint8_t>(data[0]);
    const auto second = static_cast<std::uint8_t>(data[1]);
    const std::size_t header = 2 + length_bytes(second & 0x7f);
    if (data.size() < header)
        return 0;
    const std::uint64_t length = header == 2 ? second : big_endian(data.substr(2, header - 2));
    if (second > 127 || length > most_payload)
        throw Error("frame: masked or too long");
    if (data.size() - header < length)
        return 0;
    frame = {static_cast<std::uint8_t>(first & 0x0f), (first & 0x80) != 0, data.substr(header, length)};
    return header + length;
}

} // namespace zws::bench
