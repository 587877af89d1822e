// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace zws::codec {

/// Larger numbers are refused: the time to write one grows with the square of its size.
constexpr std::size_t most_number = 512; // bytes

/// The 8 bytes of a number, the most significant first.
std::string big_endian(std::uint64_t number);

/// The decimal digits of an unsigned big-endian number, of most_number bytes at most, without zeros in front.
std::string decimal_digits(std::string_view big_endian);

/// A whole number of any size.
struct Whole {
    bool negative = false;
    std::string magnitude = {}; ///< big-endian
};

/// Adds 1 to an unsigned big-endian number.
void increment(std::string& big_endian);

/// Appends the JSON of a whole number with these digits (decimal_digits()): a number where it is from -2^64
/// to 2^64 - 1, else a string of its digits.
void append_whole(std::string& out, bool negative, const std::string& digits);

/// Appends the JSON of digits * 10^exponent, such as 273.15: a number where it has 17 digits at most and is
/// in the range of a double, else a string.
void append_decimal(std::string& out, bool negative, const std::string& digits, std::int64_t exponent);

/// Appends the JSON of mantissa * 2^exponent: the nearest double, or a string such as "3*2^5000" where it is
/// out of the range of one.
void append_binary(std::string& out, const Whole& mantissa, std::int64_t exponent);

/// Appends seconds + nanoseconds / 10^9 with all the decimals that it has: a double has no room for them.
/// False where the nanoseconds are a second or more.
bool append_seconds(std::string& out, std::int64_t seconds, std::int64_t nanoseconds);

/// Appends two lower-case digits for each byte.
inline void append_hexadecimal(std::string& out, std::string_view bytes)
{
    constexpr std::string_view digits = "0123456789abcdef";
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        out += digits[byte >> 4U];
        out += digits[byte & 15U];
    }
}

} // namespace zws::codec
