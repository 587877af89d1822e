// SPDX-License-Identifier: MIT
#include "tools/zcat/histogram.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

namespace zws::cat {

/// Below `steps` each number has its own bucket; above, the leading bits choose: the position of the first is
/// the power of two, the step_bits after it are the step.
unsigned Histogram::bucket(std::uint64_t ns)
{
    if (ns < steps)
        return static_cast<unsigned>(ns);
    const auto shift = static_cast<unsigned>(std::bit_width(ns)) - 1 - step_bits;
    return (shift + 1) * steps + (static_cast<unsigned>(ns >> shift) & (steps - 1));
}

double Histogram::middle(unsigned bucket)
{
    if (bucket < steps)
        return bucket;
    const int shift = static_cast<int>(bucket / steps) - 1;
    return std::ldexp(steps + bucket % steps + 0.5, shift);
}

void Histogram::add(std::chrono::nanoseconds duration)
{
    const auto ns = std::max<std::chrono::nanoseconds::rep>(duration.count(), 0);
    ++buckets_[bucket(static_cast<std::uint64_t>(ns))];
    ++count_;
}

std::chrono::nanoseconds Histogram::quantile(double q) const
{
    const auto wanted = static_cast<std::uint64_t>(std::ceil(q * static_cast<double>(count_)));
    std::uint64_t seen = 0;
    for (unsigned i = 0; i < bucket_count && count_ > 0; ++i) {
        seen += buckets_[i];
        if (seen >= std::max<std::uint64_t>(wanted, 1))
            return std::chrono::nanoseconds(static_cast<std::int64_t>(middle(i)));
    }
    return {};
}

void Histogram::clear()
{
    buckets_.fill(0);
    count_ = 0;
}

} // namespace zws::cat
