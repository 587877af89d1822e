// SPDX-License-Identifier: MIT
#include "libcommon/cli/throughput.hpp"

#include "libcommon/text/quantity.hpp"

namespace zws {

namespace {

using Seconds = std::chrono::duration<double>;

double rate(std::uint64_t count, double seconds)
{
    return seconds > 0 ? static_cast<double>(count) / seconds : 0;
}

} // namespace

std::string Throughput::rates(Count count, double seconds)
{
    return ", " + decimal(rate(count.messages, seconds)) + " msg/s, " +
           rough_size(rate(count.bytes, seconds)) + "/s";
}

std::string Throughput::recent(Clock::time_point now)
{
    const Count passed{now_.messages - then_.messages, now_.bytes - then_.bytes};
    const double seconds = Seconds(now - looked_).count();
    looked_ = now;
    then_ = now_;
    return std::to_string(now_.messages) + " messages, " + rough_size(now_.bytes) + rates(passed, seconds);
}

std::string Throughput::total(Clock::time_point now) const
{
    const double seconds = Seconds(now - start_).count();
    return std::to_string(now_.messages) + " messages, " + rough_size(now_.bytes) + " in " +
           decimal(seconds) + " s" + rates(now_, seconds);
}

} // namespace zws
