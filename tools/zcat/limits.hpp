// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zcat/options.hpp"

#include <algorithm>
#include <chrono>

namespace zws::cat {

/// When a tap ends by itself: --count, --until, --timeout and --idle.
class Limits {
public:
    using Clock = std::chrono::steady_clock;

    Limits(const Options& options, Clock::time_point start);

    /// The end of the time in all; time_point::max() if there is none.
    Clock::time_point deadline() const { return deadline_; }

    /// When the first of the time limits passes.
    Clock::time_point due() const { return std::min(deadline_, idle_end_); }

    /// Whether a time limit that ends the tap has passed by `now`.
    bool passed(Clock::time_point now) const { return now >= (reconnects() ? deadline_ : due()); }

    /// Whether nothing has come for so long by `now` that the tap is to connect again.
    bool silent(Clock::time_point now) const { return reconnects() && now >= idle_end_; }

    /// Whether it is `now` so late that this tool itself stood still, by SIGSTOP or with the machine: it
    /// cannot say then that nothing came.
    bool overslept(Clock::time_point now) const { return now - idle_end_ > std::chrono::milliseconds(500); }

    /// Whether `printed` messages are all that were wanted, or the last one was.
    bool reached(std::uint64_t printed) const
    {
        return last_came_ || (options_.count && printed >= *options_.count);
    }

    /// A message came that matches --until.
    void last_came() { last_came_ = true; }

    /// A message came, or was printed, at `now`, or one may have come while the output was slow, which does
    /// not count as silence.
    void arrived(Clock::time_point now);

    /// Throws TimeLimit if a time limit has passed with fewer messages `printed` than wanted, or without the
    /// one that --until waits for.
    void check_count(std::uint64_t printed) const;

private:
    bool reconnects() const { return options_.on_idle == OnIdle::reconnect; }

    const Options& options_;
    bool last_came_ = false;
    Clock::time_point deadline_ = Clock::time_point::max();
    Clock::time_point idle_end_ = Clock::time_point::max();
};

} // namespace zws::cat
