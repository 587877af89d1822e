// SPDX-License-Identifier: MIT
#include "tests/bench/epoll.hpp"

#include "libcommon/os/error.hpp"

#include <algorithm>
#include <cerrno>

namespace zws::bench {

Epoll::Epoll() : fd_(opened(epoll_create1(EPOLL_CLOEXEC), "epoll_create1")) {}

void Epoll::add(int fd, std::uint32_t events, void* tag)
{
    epoll_event event{};
    event.events = events;
    event.data.ptr = tag;
    if (epoll_ctl(fd_.get(), EPOLL_CTL_ADD, fd, &event) < 0)
        throw system_error("epoll_ctl", errno);
}

void Epoll::remove(int fd)
{
    epoll_ctl(fd_.get(), EPOLL_CTL_DEL, fd, nullptr);
}

std::span<const epoll_event> Epoll::wait(int timeout_ms)
{
    const int count = epoll_wait(fd_.get(), events_.data(), static_cast<int>(events_.size()), timeout_ms);
    return {events_.data(), static_cast<std::size_t>(std::max(count, 0))};
}

} // namespace zws::bench
