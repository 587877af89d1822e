// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/os/file_descriptor.hpp"

namespace zws::rec {

/// SIGUSR1 as an event to wait for. Made before any thread: threads inherit the mask that keeps the signal
/// here.
class UserSignal {
public:
    /// Where it is not `wanted`, the signal is left as it is, and never comes. Throws Error.
    explicit UserSignal(bool wanted);

    /// Readable as soon as the signal came, for poll(2), until consume(); negative where it is not wanted.
    int fd() const { return fd_.get(); }

    /// True if the signal came since the last call.
    bool consume() const;

private:
    FileDescriptor fd_;
};

} // namespace zws::rec
