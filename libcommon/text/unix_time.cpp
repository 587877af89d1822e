// SPDX-License-Identifier: MIT
#include "libcommon/text/unix_time.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

namespace zws {

namespace {

using std::chrono::nanoseconds;
using Time = std::chrono::system_clock::time_point;

constexpr std::int64_t second = 1'000'000'000;
constexpr std::int64_t latest = 9'000'000'000; // seconds; nanoseconds of more would not fit into 64 bits

Time at(std::int64_t ns)
{
    return Time(std::chrono::duration_cast<Time::duration>(nanoseconds(ns)));
}

std::optional<Time> parse_floating(std::string_view text)
{
    double seconds = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (error != std::errc{} || end != text.data() + text.size() || !(seconds >= 0 && seconds <= latest))
        return std::nullopt;
    return at(static_cast<std::int64_t>(seconds * second));
}

/// The digits after the point as nanoseconds; those beyond the ninth are cut off.
std::optional<std::int64_t> parse_decimals(std::string_view digits)
{
    if (digits.empty() ||
        !std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; }))
        return std::nullopt;
    std::int64_t ns = 0;
    for (std::size_t i = 0; i < 9; ++i)
        ns = ns * 10 + (i < digits.size() ? digits[i] - '0' : 0);
    return ns;
}

} // namespace

void append_unix_time(std::string& out, Time time)
{
    const std::int64_t ns =
        std::max<std::int64_t>(0, std::chrono::duration_cast<nanoseconds>(time.time_since_epoch()).count());
    std::array<char, 32> text;
    // A 1 in front of the decimals keeps their zeros.
    char* const end = std::to_chars(text.data() + 16, text.data() + text.size(), ns % second + second).ptr;
    text[16] = '.';
    const auto whole = std::to_chars(text.data(), text.data() + 16, ns / second);
    out.append(text.data(), whole.ptr).append(text.data() + 16, end);
}

std::optional<Time> parse_unix_time(std::string_view text)
{
    if (text.find_first_of("eE") != std::string_view::npos)
        return parse_floating(text);
    const auto point = text.find('.');
    const auto whole = text.substr(0, point);
    std::int64_t seconds = 0;
    const auto [end, error] = std::from_chars(whole.data(), whole.data() + whole.size(), seconds);
    if (error != std::errc{} || end != whole.data() + whole.size() || text.front() == '-' || seconds > latest)
        return std::nullopt;
    const auto ns = point == std::string_view::npos ? 0 : parse_decimals(text.substr(point + 1));
    return ns ? std::optional(at(seconds * second + *ns)) : std::nullopt;
}

} // namespace zws
