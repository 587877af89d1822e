// SPDX-License-Identifier: MIT
#include "libcommon/cli/histogram.hpp"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>

namespace zws {

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

std::string short_form(std::chrono::nanoseconds duration)
{
    struct Unit {
        double ns;
        const char* name;
    };
    constexpr std::array<Unit, 4> units{{{1e9, " s"}, {1e6, " ms"}, {1e3, " us"}, {1, " ns"}}};
    const auto ns = static_cast<double>(duration.count());
    const Unit* unit = units.begin();
    while (unit + 1 != units.end() && ns < unit->ns)
        ++unit;
    std::array<char, 32> text;
    // The general form would go over to an exponent at 1000.
    const double value = ns / unit->ns;
    const int decimals = value < 9.995 ? 2 : value < 99.95 ? 1 : 0;
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed,
                                   unit->ns == 1 ? 0 : decimals)
                         .ptr;
    return std::string(text.data(), end) + unit->name;
}

} // namespace zws
