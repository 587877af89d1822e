// SPDX-License-Identifier: MIT
#include "libcommon/cli/throughput.hpp"

#include <array>
#include <charconv>

namespace zws {

namespace {

using Seconds = std::chrono::duration<double>;

std::string one_decimal(double number)
{
    std::array<char, 400> text; // a double has at most 309 digits before the point
    const auto end =
        std::to_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed, 1).ptr;
    return {text.data(), end};
}

/// In IEC units: "0.5 B", "1.5 KiB".
std::string size(double bytes)
{
    constexpr std::array<const char*, 7> units{" B", " KiB", " MiB", " GiB", " TiB", " PiB", " EiB"};
    std::size_t unit = 0;
    for (; bytes >= 1023.95 && unit + 1 < units.size(); ++unit) // "1024.0" belongs to the next one
        bytes /= 1024;
    return one_decimal(bytes) + units[unit];
}

double rate(std::uint64_t count, double seconds)
{
    return seconds > 0 ? static_cast<double>(count) / seconds : 0;
}

/// "512 B", "1.5 KiB"
std::string size(std::uint64_t bytes)
{
    return bytes < 1024 ? std::to_string(bytes) + " B" : size(static_cast<double>(bytes));
}

} // namespace

std::string Throughput::rates(Count count, double seconds)
{
    return ", " + one_decimal(rate(count.messages, seconds)) + " msg/s, " + size(rate(count.bytes, seconds)) +
           "/s";
}

std::string Throughput::recent(Clock::time_point now)
{
    const Count passed{now_.messages - then_.messages, now_.bytes - then_.bytes};
    const double seconds = Seconds(now - looked_).count();
    looked_ = now;
    then_ = now_;
    return std::to_string(now_.messages) + " messages, " + size(now_.bytes) + rates(passed, seconds);
}

std::string Throughput::total(Clock::time_point now) const
{
    const double seconds = Seconds(now - start_).count();
    return std::to_string(now_.messages) + " messages, " + size(now_.bytes) + " in " + one_decimal(seconds) +
           " s" + rates(now_, seconds);
}

} // namespace zws
