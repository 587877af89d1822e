// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/codec/json_builder.hpp"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace zws::codec {

/// What one value in memory is.
struct Scalar {
    enum class Kind : std::uint8_t {
        boolean,
        signed_integer,
        unsigned_integer,
        floating,
        bytes,  ///< a text, or other bytes; NULs at its end count for nothing
        pascal, ///< its length in the first byte
        ucs4,   ///< characters of 4 bytes each; NULs at the end count for nothing
        time    ///< an integer of 8 bytes, in units of time; its least value stands for none
    };

    /// A unit of time is `seconds` / 10^`decimals` s.
    struct Unit {
        std::uint64_t seconds = 1;
        unsigned decimals = 0;

        bool operator==(const Unit&) const = default;
    };

    Kind kind = Kind::bytes;
    std::size_t size = 0; ///< bytes; of booleans, numbers and times 1, 2, 4 or 8
    std::endian order = std::endian::native;
    Unit unit = {}; ///< of a time

    bool operator==(const Scalar&) const = default;
};

/// Writes one value: a boolean as true or false, a time in seconds with all its digits, what is not a finite
/// number or a time as null. False where `json` is full.
bool write_scalar(JsonBuilder& json, const Scalar& scalar, std::string_view bytes);

/// Writes `count` values with commas between them. The first is at `first`, and each other `stride` bytes
/// after the one before it. Booleans are 0 and 1, since an array of them is drawn as a curve. False where
/// `json` is full.
bool write_scalars(JsonBuilder& json, const Scalar& scalar, const char* first, std::ptrdiff_t stride,
                   std::uint64_t count);

} // namespace zws::codec
