// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <sched.h>

namespace zws::relay {

/// Keeps the threads of this process on one core for as long as one is enough. A message wakes up two of
/// them, one after the other, and on the same core that takes less time than from one core to another
/// (sched_setaffinity(2)), less still if the thread that is woken does not interrupt the other (SCHED_BATCH,
/// sched(7)).
class OneCore {
public:
    using Clock = std::chrono::steady_clock;
    using CpuTime = std::function<std::chrono::nanoseconds()>;

    /// `cpu_time`: what all threads have taken so far.
    explicit OneCore(CpuTime cpu_time = of_process);
    /// Leaves the threads where they are allowed to be.
    ~OneCore();
    OneCore(const OneCore&) = delete;
    OneCore& operator=(const OneCore&) = delete;

    /// To be called often while there is work: brings the threads together, lets the kernel choose the core
    /// again once a second, and lets them spread if one core is not enough, or if `bunch`, the messages
    /// that were moved after the last wake-up, are many. Does nothing if there is only one core, or if
    /// that is not allowed.
    void settle(Clock::time_point now, std::uint64_t bunch);

private:
    enum class State { choosing, settled, spread };

    static std::chrono::nanoseconds of_process();
    double load(Clock::time_point now);
    void spread_out();
    void enter(State state, Clock::time_point due);

    CpuTime cpu_time_;
    cpu_set_t allowed_; ///< cores, before we changed anything
    int policy_;        ///< of scheduling, then
    bool possible_;
    State state_ = State::choosing;
    Clock::time_point due_{};
    Clock::time_point looked_{};
    std::chrono::nanoseconds taken_{0}; ///< CPU time at looked_
};

} // namespace zws::relay
