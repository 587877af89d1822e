// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/cli/log.hpp"

#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

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

/// Warns of messages that could not be printed, once a second at most.
class Skipped {
public:
    using Clock = std::chrono::steady_clock;

    /// Counts one message that was skipped for `reason`.
    void add(std::string reason);

    /// When report() has something to tell; time_point::max() if nothing was skipped since.
    Clock::time_point due() const { return untold_ == 0 ? Clock::time_point::max() : next_; }

    /// Warns of those since the last report, if the last one is a second old.
    void report(Clock::time_point now);

    /// Warns of those since the last report.
    void tell();

private:
    Clock::time_point next_; ///< not before this; the first is told at once
    std::uint64_t untold_ = 0;
    std::string reason_; ///< of the first that is untold
};

/// Counts messages that were lost, by the reason, and warns of them: at once, then once a second at most, and
/// less and less often, down to once a minute, while it goes on.
class Losses {
public:
    using Clock = std::chrono::steady_clock;

    /// Whether what is added is all that was lost, or only what is known of.
    enum class Count { exact, at_least };

    /// Warns of nothing before `first`.
    explicit Losses(Count count = Count::exact, Clock::time_point first = {}) : count_(count), next_(first) {}

    /// `reason` is one of a few, and does not name a message; `example` can be of this one alone, and comes
    /// from anywhere: of all with this reason the first is told, cut where it is long (log::excerpt()).
    void add(const std::string& reason, std::uint64_t messages = 1, std::string_view example = {});

    /// When report() has something to tell; time_point::max() if nothing was lost since.
    Clock::time_point due() const { return untold_.empty() ? Clock::time_point::max() : next_; }

    /// Warns of those since the last report, if it is time to.
    void report(Clock::time_point now);

    /// Warns of all since the start; called at the end.
    void tell_total();

    /// All since the start.
    std::uint64_t total() const { return total_; }

private:
    struct Lost {
        std::uint64_t messages = 0;
        std::string first; ///< example
    };
    using Reasons = std::map<std::string, Lost>;

    std::string counted(std::uint64_t messages) const;

    Count count_;
    Clock::time_point next_; ///< not before this; the first is told at once
    Clock::duration pause_ = std::chrono::seconds(1);
    Reasons untold_;
    Reasons all_;
    std::uint64_t total_ = 0;
};

} // namespace zws
