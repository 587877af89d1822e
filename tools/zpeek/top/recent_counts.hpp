// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace zws::peek {

/// How many messages and bytes came in each of the last seconds. Times are in seconds since the start of the
/// look.
class RecentCounts {
public:
    struct PerSecond {
        double messages = 0;
        double bytes = 0;
    };

    /// Counts a message at `now`, which never goes back.
    void add(double now, std::size_t bytes);

    /// On average over the last whole seconds, five at most, since the first message; before the first of
    /// them is over, of what came so far.
    PerSecond rate(double now) const;

private:
    static constexpr std::uint32_t seconds = 5;

    struct Second {
        std::uint32_t number = 0;
        std::uint32_t messages = 0;
        std::uint64_t bytes = 0;
    };

    std::array<Second, seconds + 1> last_{};
    double begin_ = -1; ///< of the first message
};

} // namespace zws::peek
