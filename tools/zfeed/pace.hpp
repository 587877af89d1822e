// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zfeed/parser.hpp"

#include <chrono>
#include <cstdint>
#include <optional>

namespace zws::feed {

/// When messages are due.
class Pace {
public:
    using Clock = std::chrono::steady_clock;

    /// At once.
    Pace() = default;

    /// `rate` messages a second, at absolute times: a late one does not shift those behind it, unless it is
    /// later than a second.
    static Pace regular(double rate);

    /// With the gaps between the times of a recording, divided by `speed`. Where its times step back, the
    /// next message follows at once.
    static Pace recorded(double speed);

    /// Whether messages need a time.
    bool needs_time() const { return speed_ > 0; }

    /// When the next message is due that came first at `time`; time_point::min(): at once.
    Clock::time_point due(std::optional<std::chrono::system_clock::time_point> time, Clock::time_point now);

    /// The recording begins again.
    void restart() { origin_.reset(); }

private:
    Clock::time_point regular_due(Clock::time_point now);

    double rate_ = 0;  ///< messages a second; 0: not told
    double speed_ = 0; ///< 0: recorded times do not count
    Clock::time_point start_;
    std::uint64_t number_ = 0;                                    ///< messages since start_
    std::optional<std::chrono::system_clock::time_point> origin_; ///< the recorded time that is start_
    std::chrono::system_clock::time_point last_;
};

} // namespace zws::feed
