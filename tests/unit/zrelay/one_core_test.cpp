// SPDX-License-Identifier: MIT
#include "tests/unit/catch.hpp"
#include "tools/zrelay/one_core.hpp"

#include <future>
#include <thread>

using namespace std::chrono_literals;
using zws::relay::OneCore;

namespace {

int cores()
{
    cpu_set_t set;
    sched_getaffinity(0, sizeof set, &set);
    return CPU_COUNT(&set);
}

/// Another thread, which tells how many cores it may run on.
class Other {
public:
    int cores()
    {
        std::promise<int> answer;
        asked_.set_value(&answer);
        return answer.get_future().get();
    }

private:
    std::promise<std::promise<int>*> asked_;
    std::jthread thread_{[this] { asked_.get_future().get()->set_value(::cores()); }};
};

} // namespace

TEST_CASE("threads are on one core until that is too little, and then on all")
{
    const int all = cores();
    if (all == 1)
        return;
    Other other; // there before
    auto taken = 0ns;
    const OneCore::Clock::time_point start{1h};
    auto now = start;
    {
        OneCore core([&] { return taken; });
        const auto after = [&](auto time, auto cpu_time) {
            now += time;
            taken += cpu_time;
            core.settle(now, 1);
            return cores();
        };
        REQUIRE(after(0s, 0s) == 1);
        REQUIRE(sched_getscheduler(0) == SCHED_BATCH);
        REQUIRE(other.cores() == 1);
        REQUIRE(after(900ms, 700ms) == 1);
        REQUIRE(after(100ms, 0ms) == all); // the kernel may choose anew
        REQUIRE(sched_getscheduler(0) == SCHED_OTHER);
        REQUIRE(after(5ms, 0ms) == all);
        REQUIRE(after(5ms, 0ms) == 1);
        REQUIRE(after(1s, 950ms) == all);
        REQUIRE(after(10ms, 0ms) == all); // it stays so
        REQUIRE(after(990ms, 800ms) == all);
        REQUIRE(after(1s, 700ms) == all);
        REQUIRE(after(10ms, 0ms) == 1);
    }
    REQUIRE(cores() == all);
}

TEST_CASE("threads are on all cores while each wake-up brings many messages")
{
    const int all = cores();
    if (all == 1)
        return;
    OneCore core([] { return 0ns; });
    const OneCore::Clock::time_point start{1h};
    core.settle(start, 1000);
    CHECK(cores() == all);
    core.settle(start + 1s, 1);
    core.settle(start + 1s + 10ms, 1);
    CHECK(cores() == 1);
    core.settle(start + 3s, 1000);
    CHECK(cores() == all);
}
