// SPDX-License-Identifier: MIT
#include "libcommon/text/utc_time.hpp"

#include <array>
#include <ctime>

namespace zws {

namespace {

constexpr std::uint64_t ns_a_second = 1'000'000'000;

/// "", ".123", ".123456" or ".123456789".
std::string decimals(std::uint64_t fraction)
{
    if (fraction == 0)
        return "";
    std::string digits = std::to_string(ns_a_second + fraction);
    digits[0] = '.'; // the 1 in front kept the zeros
    while (digits.ends_with("000"))
        digits.resize(digits.size() - 3);
    return digits;
}

} // namespace

std::string utc_time(std::uint64_t time_ns)
{
    constexpr std::uint64_t year_1980 = 315'532'800;
    const std::uint64_t seconds = time_ns / ns_a_second;
    if (seconds < year_1980)
        return std::to_string(seconds) + decimals(time_ns % ns_a_second) + " s";
    const auto whole = static_cast<std::time_t>(seconds);
    std::tm parts{};
    gmtime_r(&whole, &parts);
    std::array<char, 32> text{};
    const auto size = std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%S", &parts);
    return std::string(text.data(), size) + decimals(time_ns % ns_a_second) + 'Z';
}

} // namespace zws
