// SPDX-License-Identifier: MIT
#include "libcommon/os/poll.hpp"

#include "libcommon/os/error.hpp"

#include <algorithm>
#include <cerrno>
#include <sys/eventfd.h>

namespace zws {

namespace {

using Clock = std::chrono::steady_clock;

/// Milliseconds as zmq_poll takes them, rounded up: a wait that ends early would be followed by a spin.
long timeout_until(Clock::time_point due)
{
    using std::chrono::milliseconds;
    constexpr milliseconds longest = std::chrono::hours(1); // far from any overflow
    if (due == Clock::time_point::max())
        return -1;
    const auto now = Clock::now();
    if (due <= now)
        return 0;
    return static_cast<long>(
        std::chrono::ceil<milliseconds>(std::min<Clock::duration>(due - now, longest)).count());
}

} // namespace

void poll(std::span<zmq::pollitem_t> items, Clock::time_point due)
{
    if (zmq_poll(items.data(), static_cast<int>(items.size()), timeout_until(due)) >= 0)
        return;
    if (errno != EINTR)
        throw zmq::error_t();
    for (auto& item : items)
        item.revents = 0;
}

WakeUp::WakeUp() : fd_(eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC))
{
    if (fd_.get() < 0)
        throw system_error("eventfd", errno);
}

void WakeUp::call() const
{
    // It fails only where the counter is at its limit: then it is readable anyway.
    static_cast<void>(eventfd_write(fd_.get(), 1));
}

void WakeUp::reset() const
{
    eventfd_t count = 0;
    static_cast<void>(eventfd_read(fd_.get(), &count));
}

} // namespace zws
