// SPDX-License-Identifier: MIT
#pragma once

#include <bit>
#include <chrono>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string_view>

/// What publisher and load client agree on: every payload is {"seq":NUMBER,"us":TIME} of a fixed size, both
/// numbers right-aligned in 16 columns and blanks before the brace, which is JSON and quick to read.
namespace zws::bench {

struct Stamp {
    std::uint64_t number;  ///< of the message, from 0
    std::uint64_t sent_us; ///< on the steady clock, which all processes of a machine share
};

constexpr std::string_view stamp_start = "{\"seq\":";
constexpr std::string_view stamp_middle = ",\"us\":";
constexpr std::size_t stamp_columns = 16;
constexpr std::size_t stamp_number_at = stamp_start.size();
constexpr std::size_t stamp_time_at = stamp_number_at + stamp_columns + stamp_middle.size();
constexpr std::size_t least_payload = stamp_time_at + stamp_columns + 1;

inline std::uint64_t now_us()
{
    const auto now = std::chrono::steady_clock::now().time_since_epoch();
    return static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::microseconds>(now).count());
}

inline void write_columns(char* to, std::uint64_t value)
{
    for (std::size_t i = stamp_columns; i-- > 0; value /= 10)
        to[i] = value > 0 || i + 1 == stamp_columns ? static_cast<char>('0' + value % 10) : ' ';
}

/// Eight columns at once: the digits' low halves are paired three times; a blank's low half is 0.
inline std::uint64_t read_eight_columns(const char* from)
{
    static_assert(std::endian::native == std::endian::little);
    std::uint64_t value = 0;
    std::memcpy(&value, from, sizeof value);
    value = (value & 0x0f0f0f0f0f0f0f0f) * 2561 >> 8;
    value = (value & 0x00ff00ff00ff00ff) * 6553601 >> 16;
    return (value & 0x0000ffff0000ffff) * 42949672960001 >> 32;
}

inline std::uint64_t read_columns(const char* from)
{
    return read_eight_columns(from) * 100'000'000 + read_eight_columns(from + 8);
}

/// The stamp of a payload; none where the payload is not whole.
inline std::optional<Stamp> read_stamp(std::string_view payload)
{
    if (payload.size() < least_payload || !payload.starts_with(stamp_start) || payload.back() != '}')
        return std::nullopt;
    return Stamp{read_columns(payload.data() + stamp_number_at),
                 read_columns(payload.data() + stamp_time_at)};
}

} // namespace zws::bench
