// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace zws {

/// `bytes`, of which the last 8 count, as an unsigned number in network byte order.
constexpr std::uint64_t read_big_endian(std::string_view bytes)
{
    std::uint64_t number = 0;
    for (const char byte : bytes)
        number = number << 8U | static_cast<unsigned char>(byte);
    return number;
}

/// The 8 bytes of a number in network byte order.
constexpr std::array<unsigned char, 8> big_endian(std::uint64_t number)
{
    std::array<unsigned char, 8> bytes{};
    for (auto byte = bytes.rbegin(); byte != bytes.rend(); ++byte, number >>= 8U)
        *byte = static_cast<unsigned char>(number & 0xffU);
    return bytes;
}

} // namespace zws
