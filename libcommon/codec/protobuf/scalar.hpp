// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/codec/protobuf/schema.hpp"

#include <cstdint>

namespace zws::codec::protobuf {

/// What the bits of a varint or a fixed number stand for in a field of this kind: an unsigned number, a
/// signed one in two's complement of 64 bits, or the bits of a floating-point number.
constexpr std::uint64_t meaning(Kind kind, std::uint64_t bits)
{
    const auto low = static_cast<std::uint32_t>(bits);
    const auto zigzag = [](std::uint64_t number) { return number >> 1U ^ (0 - (number & 1U)); };
    switch (kind) {
    case Kind::boolean:
        return bits != 0 ? 1 : 0;
    case Kind::uint32:
        return low;
    case Kind::int32:
    case Kind::sfixed32:
    case Kind::enumeration:
        return static_cast<std::uint64_t>(std::int64_t{static_cast<std::int32_t>(low)});
    case Kind::sint32:
        return zigzag(low);
    case Kind::sint64:
        return zigzag(bits);
    default:
        return bits;
    }
}

} // namespace zws::codec::protobuf
