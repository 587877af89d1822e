// SPDX-License-Identifier: MIT
#include "libcommon/os/errands.hpp"

#include "libcommon/os/poll.hpp"

#include <atomic>
#include <mutex>
#include <utility>
#include <vector>

namespace zws::errands {

namespace {

struct Errand {
    const void* owner;
    std::function<void()> run;
};

struct ErrandList {
    std::mutex mutex;
    std::vector<Errand> errands; ///< one at most for each endpoint, in a second or so
    std::atomic<bool> waiting{false};
    WakeUp wake;
};

ErrandList& list()
{
    static ErrandList the_list;
    return the_list;
}

} // namespace

void post(const void* owner, std::function<void()> errand)
{
    const std::lock_guard lock(list().mutex);
    list().errands.push_back({owner, std::move(errand)});
    list().waiting = true;
    list().wake.call();
}

void cancel(const void* owner)
{
    const std::lock_guard lock(list().mutex);
    std::erase_if(list().errands, [owner](const Errand& one) { return one.owner == owner; });
}

bool waiting()
{
    return list().waiting.load(std::memory_order_relaxed);
}

void run()
{
    std::vector<Errand> now;
    {
        const std::lock_guard lock(list().mutex);
        list().wake.reset();
        list().waiting = false;
        now.swap(list().errands);
    }
    for (const auto& errand : now)
        errand.run();
}

int fd()
{
    return list().wake.fd();
}

} // namespace zws::errands
