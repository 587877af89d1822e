// SPDX-License-Identifier: MIT
#include "tools/zws2browser/stream/frame_time.hpp"

#include <bit>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstring>

namespace zws::browser {

namespace {

constexpr double day = 86'400; // seconds
constexpr double ten_years = 3652 * day;

std::optional<double> in_seconds(double number, double now, double most)
{
    for (const double unit : {1.0, 1e3, 1e6, 1e9}) {
        if (std::abs(number / unit - now) <= most)
            return number / unit;
    }
    return std::nullopt;
}

std::optional<double> in_text(std::string_view text, double now)
{
    double number = 0;
    const auto* const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc() || stop != end)
        return std::nullopt;
    return in_seconds(number, now, ten_years);
}

} // namespace

std::optional<double> time_in_frame(std::string_view frame, double now)
{
    std::uint64_t bits = 0;
    if (frame.size() != sizeof bits)
        return in_text(frame, now);
    std::memcpy(&bits, frame.data(), sizeof bits);
    for (const auto order : {bits, __builtin_bswap64(bits)}) {
        if (const auto time = in_seconds(static_cast<double>(order), now, day))
            return time;
        if (const auto seconds = std::bit_cast<double>(order); std::abs(seconds - now) <= day)
            return seconds;
    }
    return in_text(frame, now);
}

} // namespace zws::browser
