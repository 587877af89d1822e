// SPDX-License-Identifier: MIT
#include "tools/zpeek/sampling/flow.hpp"

#include <algorithm>

namespace zws::peek {

namespace {

double seconds_of(std::chrono::nanoseconds duration)
{
    return std::chrono::duration<double>(duration).count();
}

} // namespace

void Flow::add(std::size_t size, Clock::time_point now)
{
    if (sizes_.any) {
        intervals_.add(now - last_);
        sizes_.least = std::min(sizes_.least, size);
        sizes_.greatest = std::max(sizes_.greatest, size);
    } else {
        first_ = now;
        sizes_ = {true, size, size};
    }
    bytes_ += size;
    last_ = now;
}

double Flow::rate(Clock::duration looked) const
{
    constexpr std::uint64_t many = 10;
    if (messages() >= many && last_ > first_)
        return static_cast<double>(messages() - 1) / seconds_of(last_ - first_);
    return looked > Clock::duration::zero() ? static_cast<double>(messages()) / seconds_of(looked) : 0;
}

} // namespace zws::peek
