// SPDX-License-Identifier: MIT
#pragma once

#include "tests/bench/descriptor.hpp"

#include <array>
#include <cstdint>
#include <span>
#include <sys/epoll.h>

namespace zws::bench {

/// A set of descriptors to wait for (epoll(7)), each under a tag.
class Epoll {
public:
    Epoll();

    void add(int fd, std::uint32_t events, void* tag);
    void remove(int fd);

    /// What is ready, at the latest after `timeout_ms` (-1: waits for ever); valid until the next call.
    std::span<const epoll_event> wait(int timeout_ms);

private:
    Descriptor fd_;
    std::array<epoll_event, 256> events_;
};

} // namespace zws::bench
