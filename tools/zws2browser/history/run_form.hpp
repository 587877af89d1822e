// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace zws::browser::history {

// What the bytes of a run say: see number_run.hpp.

/// What the whole numbers of a run stand for.
enum class RunForm : std::uint8_t { decimals, floats, doubles };

inline constexpr unsigned with_differences = 16;
inline constexpr unsigned with_gaps = 32;
inline constexpr unsigned widest_packed = 56; // with up to 7 bits before it, what one load of 8 bytes has
inline constexpr std::array powers{1.0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};
inline constexpr double largest_exact = 9007199254740992; // 2^53

/// What a run says of itself before its numbers.
struct RunHead {
    RunForm form{};
    bool differences = false;
    bool gaps = false;
    double power = 1;
    unsigned bits = 0;
    std::uint64_t base = 0;
    std::uint64_t least_difference = 0;
    std::size_t size = 12;
};

/// To and from the order of bytes in a run.
inline std::uint64_t little(std::uint64_t word)
{
    return std::endian::native == std::endian::little ? word : __builtin_bswap64(word);
}

/// Whole numbers in the order of the numbers whose bits they were; its own inverse.
constexpr std::int64_t ordered(std::int64_t bits)
{
    return bits ^ (bits >> 63U & std::int64_t{0x7fffffffffffffff});
}

constexpr std::int32_t ordered(std::int32_t bits)
{
    return bits ^ (bits >> 31U & std::int32_t{0x7fffffff});
}

} // namespace zws::browser::history
