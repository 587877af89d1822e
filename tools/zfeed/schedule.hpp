// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zfeed/options.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace zws::feed {

/// When messages are due.
class Schedule {
public:
    using Clock = std::chrono::steady_clock;
    using Recorded = std::chrono::system_clock::time_point;

    struct Step {
        Clock::time_point due; ///< time_point::min(): at once
        std::string remark{};  ///< why this is not what the recording says; empty: it is
    };

    /// At once.
    Schedule() = default;

    /// `rate` messages a second, at absolute times: a late one does not shift those after it, unless it is
    /// later than a second.
    static Schedule regular(double rate);

    /// With the gaps between the times of a recording, divided by `speed`; longer waits are shortened to
    /// `max_gap`. Where its times step back, or so far ahead that this cannot be meant, the next message
    /// follows at once.
    static Schedule recorded(double speed, std::chrono::nanoseconds max_gap);

    /// As --rate, or --pace with what goes with it, says.
    static Schedule of(const Options& options);

    /// Whether messages need a time.
    bool needs_time() const { return speed_ > 0; }

    /// When the next message is due that came first at `time`.
    Step next(std::optional<Recorded> time, Clock::time_point now);

    /// The recording begins again.
    void restart() { origin_.reset(); }

    /// Times of a recording that are further apart than this are not meant.
    static constexpr std::chrono::hours absurd{24 * 366};

private:
    Clock::time_point regular_due(Clock::time_point now);
    Step recorded_step(Recorded time, Clock::time_point now);
    Clock::time_point due_at(Recorded time) const;

    double rate_ = 0;  ///< messages a second; 0: not told
    double speed_ = 0; ///< 0: recorded times do not count
    std::chrono::nanoseconds max_gap_{0};
    Clock::time_point start_;
    std::uint64_t number_ = 0;       ///< messages since start_
    std::optional<Recorded> origin_; ///< the recorded time that is start_
    Recorded last_;
};

/// About how long this is: "90 s", "59 min", "3 h", "12 days".
std::string in_words(std::chrono::nanoseconds time);

} // namespace zws::feed
