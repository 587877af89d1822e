// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

/// Times and sizes as people write them: a number and, where there is one, a unit. Fractions are read; what
/// is not understood throws std::invalid_argument, which says what is.
namespace zws {

/// A time span in seconds: "5", "250ms", "5s", "10m", "24h", "7d", also "us" and "ns". `unit` is that of a
/// number alone, in seconds.
double parse_time(std::string_view text, double unit = 1);

/// Bytes: "4096", "64KiB", "10GiB" (powers of 1024), "5MB" (powers of 1000); "k", "M", "G" and "T" alone are
/// powers of 1024. Capitals do not matter.
/// What no 64 bits hold is the greatest or the least that they do.
std::int64_t parse_size(std::string_view text);

/// The form that parse_time() reads, in the largest unit without a fraction: "250ms", "10m"; "0" for nothing.
std::string shown_time(double seconds);

/// The form that parse_size() reads, in the largest power of 1024 without a fraction: "64KiB".
std::string shown_size(std::int64_t bytes);

/// With one decimal: "1234.5".
std::string decimal(double number);

/// About so many bytes, for people: "0.5 B", "1.5 KiB"; a whole number of less than a KiB as it is: "512 B".
std::string rough_size(double bytes);
std::string rough_size(std::uint64_t bytes);

} // namespace zws
