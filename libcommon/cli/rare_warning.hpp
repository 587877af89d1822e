// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/cli/log.hpp"

#include <chrono>

namespace zws {

/// A warning of what a peer can cause as often as it likes: is written once a period, and not again before.
class RareWarning {
public:
    using Clock = std::chrono::steady_clock;

    explicit RareWarning(Clock::duration period = std::chrono::seconds(1)) : period_(period) {}

    /// Writes `parts` as log::warning() does, unless it is too early for that.
    template <class... Parts>
    void tell(const Parts&... parts)
    {
        const auto now = Clock::now();
        if (now < next_)
            return;
        next_ = now + period_;
        log::warning(parts...);
    }

private:
    Clock::duration period_;
    Clock::time_point next_;
};

} // namespace zws
