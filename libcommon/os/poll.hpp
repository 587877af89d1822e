// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/os/file_descriptor.hpp"

#include <chrono>
#include <span>
#include <zmq.hpp>

namespace zws {

/// Waits until one of `items` is ready or `due` has come (time_point::max(): waits forever) and sets their
/// revents (zmq_poll(3)). May return with nothing ready before that: after a signal, or after an hour.
void poll(std::span<zmq::pollitem_t> items, std::chrono::steady_clock::time_point due);

/// Lets one thread that polls be woken by others (eventfd(2)).
class WakeUp {
public:
    /// Throws Error if the system has no more descriptors.
    WakeUp();
    ~WakeUp() = default;
    WakeUp(const WakeUp&) = delete;
    WakeUp& operator=(const WakeUp&) = delete;

    /// Readable from call() until the next reset(), for poll(2).
    int fd() const { return fd_.get(); }

    /// Any thread; never blocks.
    void call() const;

    /// To be called before looking at what the others have left.
    void reset() const;

private:
    FileDescriptor fd_;
};

} // namespace zws
