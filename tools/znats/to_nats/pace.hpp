// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>

namespace zws::nats {

/// How many messages may be on their way to a stream, and when the next may go. Where the stream refuses
/// messages, or does not answer, one goes at a time until one is stored; after refusals with pauses that
/// double, up to two seconds.
class Pace {
public:
    using Clock = std::chrono::steady_clock;

    /// `most`: on their way.
    explicit Pace(std::size_t most) : most_(most) {}

    /// One at a time, always: where a stream refuses some, no later one is stored before them.
    void keep_order(bool wanted) { in_order_ = wanted; }

    /// Whether another one may go at `now`, with so many on their way.
    bool allows(std::size_t in_flight, Clock::time_point now) const
    {
        return in_flight < (in_order_ || tries_ ? 1 : most_) && now >= resume_;
    }
    /// Nothing may go before this.
    Clock::time_point resume() const { return resume_; }

    void stored()
    {
        tries_ = false;
        pause_ = shortest;
    }

    /// What else was on its way is refused at the same time.
    void refused(Clock::time_point now)
    {
        if (now < resume_)
            return;
        tries_ = true;
        resume_ = now + pause_;
        pause_ = std::min(2 * pause_, longest);
    }

    void unanswered() { tries_ = true; }

    static constexpr Clock::duration shortest = std::chrono::milliseconds(100);
    static constexpr Clock::duration longest = std::chrono::seconds(2);

private:
    std::size_t most_;
    bool in_order_ = false;
    bool tries_ = false; ///< with one
    Clock::time_point resume_;
    Clock::duration pause_ = shortest;
};

} // namespace zws::nats
