// SPDX-License-Identifier: MIT
#include "tools/zrelay/one_core.hpp"

#include <cerrno>
#include <ctime>
#include <filesystem>
#include <string>
#include <utility>

namespace zws::relay {

namespace {

namespace fs = std::filesystem;

constexpr auto between_choices = std::chrono::seconds(1);
constexpr auto choosing_time = std::chrono::milliseconds(10); // in which the kernel may move the threads
// Parts of a core: from the first on it is too little; the other is less, as spread threads take more.
constexpr double too_much_for_one = 0.9;
constexpr double enough_to_spread = 0.75;
// Messages: with so many for each wake-up, waking up costs little, and two cores get more done.
constexpr std::uint64_t large_bunch = 50;

/// Changes between the two policies that have no priority; where that is not allowed, the other is as good as
/// it gets.
void set_policy(pid_t thread, int policy)
{
    constexpr sched_param no_priority{};
    if (policy == SCHED_OTHER || policy == SCHED_BATCH)
        static_cast<void>(sched_setscheduler(thread, policy, &no_priority));
}

/// False if it is not allowed.
bool run_all_on(const cpu_set_t& cores, int policy)
{
    std::error_code failure;
    for (const auto& thread : fs::directory_iterator("/proc/self/task", failure)) {
        const auto id = static_cast<pid_t>(std::stol(thread.path().filename().string()));
        if (sched_setaffinity(id, sizeof cores, &cores) != 0 && errno != ESRCH) // it may have gone
            return false;
        set_policy(id, policy);
    }
    return !failure;
}

} // namespace

OneCore::OneCore(CpuTime cpu_time)
    : cpu_time_(std::move(cpu_time)),
      policy_(sched_getscheduler(0)),
      possible_(sched_getaffinity(0, sizeof allowed_, &allowed_) == 0 && CPU_COUNT(&allowed_) > 1)
{
}

OneCore::~OneCore()
{
    if (possible_)
        spread_out();
}

void OneCore::settle(Clock::time_point now, std::uint64_t bunch)
{
    if (now < due_ || !possible_)
        return;
    const double part = load(now);
    const bool large = bunch >= large_bunch;
    if (state_ == State::choosing && !large) {
        cpu_set_t here;
        CPU_ZERO(&here);
        CPU_SET(static_cast<unsigned>(sched_getcpu()), &here);
        possible_ = run_all_on(here, policy_ == SCHED_OTHER ? SCHED_BATCH : policy_);
        return enter(State::settled, now + between_choices);
    }
    const bool needs_more = large || part > (state_ == State::settled ? too_much_for_one : enough_to_spread);
    spread_out();
    if (needs_more)
        enter(State::spread, now + between_choices);
    else
        enter(State::choosing, now + choosing_time);
}

void OneCore::enter(State state, Clock::time_point due)
{
    state_ = state;
    due_ = due;
}

/// The part of a core that all threads have taken together since the last call.
double OneCore::load(Clock::time_point now)
{
    using Seconds = std::chrono::duration<double>;
    const auto taken = cpu_time_();
    const Seconds used = taken - std::exchange(taken_, taken);
    const Seconds passed = now - std::exchange(looked_, now);
    return used / passed;
}

void OneCore::spread_out()
{
    run_all_on(allowed_, policy_);
}

std::chrono::nanoseconds OneCore::of_process()
{
    timespec taken{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &taken);
    return std::chrono::seconds(taken.tv_sec) + std::chrono::nanoseconds(taken.tv_nsec);
}

} // namespace zws::relay
