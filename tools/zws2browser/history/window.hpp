// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstdint>

namespace zws::browser::history {

/// The times from `from` up to before `to`, cut into columns of the same width. `from` is less than `to`, and
/// there is a column at least.
struct Window {
    double from;
    double to;
    std::uint32_t columns;

    /// Where column `k` begins: from + k * width, and never after `to`.
    double edge(std::uint32_t k) const { return k >= columns ? to : std::min(to, from + k * width()); }

    bool contains(double time) const { return time >= from && time < to; }

    /// The column k for which edge(k) <= time < edge(k + 1), of a time that is inside.
    std::uint32_t column(double time) const
    {
        const double guess = (time - from) / width();
        auto k = guess < columns ? static_cast<std::uint32_t>(guess) : columns - 1;
        while (k > 0 && time < edge(k))
            --k;
        while (k + 1 < columns && time >= edge(k + 1))
            ++k;
        return k;
    }

private:
    double width() const { return (to - from) / columns; }
};

} // namespace zws::browser::history
