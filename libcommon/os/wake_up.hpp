// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/os/file_descriptor.hpp"

namespace zws {

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
