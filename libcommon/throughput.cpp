// SPDX-License-Identifier: MIT
#include "libcommon/throughput.hpp"

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

std::string rate(std::uint64_t count, double seconds, const char* unit)
{
    return ", " + one_decimal(seconds > 0 ? static_cast<double>(count) / seconds : 0) + unit;
}

} // namespace

std::string Throughput::rates(Count count, double seconds)
{
    return rate(count.messages, seconds, " messages/s") + rate(count.bytes, seconds, " bytes/s");
}

std::string Throughput::recent(Clock::time_point now)
{
    const Count passed{now_.messages - then_.messages, now_.bytes - then_.bytes};
    const double seconds = Seconds(now - looked_).count();
    looked_ = now;
    then_ = now_;
    return std::to_string(now_.messages) + " messages, " + std::to_string(now_.bytes) + " bytes" +
           rates(passed, seconds);
}

std::string Throughput::total(Clock::time_point now) const
{
    const double seconds = Seconds(now - start_).count();
    return std::to_string(now_.messages) + " messages, " + std::to_string(now_.bytes) + " bytes in " +
           one_decimal(seconds) + " s" + rates(now_, seconds);
}

} // namespace zws
