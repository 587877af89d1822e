// SPDX-License-Identifier: MIT
#pragma once

namespace zws::nats {

/// Lets one thread that polls be woken by others.
class WakeUp {
public:
    /// Throws Error if the system has no more descriptors.
    WakeUp();
    ~WakeUp();
    WakeUp(const WakeUp&) = delete;
    WakeUp& operator=(const WakeUp&) = delete;

    /// Readable from call() until the next reset(), for poll(2).
    int fd() const { return fd_; }

    /// Any thread; never blocks.
    void call();

    /// To be called before looking at what the others have left.
    void reset();

private:
    int fd_;
};

} // namespace zws::nats
