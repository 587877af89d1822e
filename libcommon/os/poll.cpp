// SPDX-License-Identifier: MIT
#include "libcommon/os/poll.hpp"

#include <algorithm>
#include <cerrno>

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

} // namespace zws
