// SPDX-License-Identifier: MIT
#include "libcommon/os/errands.hpp"

#include "libcommon/os/error.hpp"

#include <atomic>
#include <cerrno>
#include <mutex>
#include <sys/eventfd.h>
#include <utility>
#include <vector>

namespace zws::errands {

namespace {

struct Errand {
    const void* owner;
    std::function<void()> run;
};

struct List {
    List() : fd(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
    {
        if (fd < 0)
            throw system_error("eventfd", errno);
    }

    std::mutex mutex;
    std::vector<Errand> errands; ///< one at most for each endpoint, in a second or so
    std::atomic<bool> waiting{false};
    int fd;
};

List& list()
{
    static List the_list;
    return the_list;
}

} // namespace

void post(const void* owner, std::function<void()> errand)
{
    const std::lock_guard lock(list().mutex);
    list().errands.push_back({owner, std::move(errand)});
    list().waiting = true;
    eventfd_write(list().fd, 1);
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
        eventfd_t ignored = 0;
        eventfd_read(list().fd, &ignored);
        list().waiting = false;
        now.swap(list().errands);
    }
    for (const auto& errand : now)
        errand.run();
}

int fd()
{
    return list().fd;
}

} // namespace zws::errands
