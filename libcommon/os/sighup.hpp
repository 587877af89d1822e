// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/os/poll.hpp"

namespace zws {

/// SIGHUP as an event to wait for: files are to be read again. While there is one of these, the signal does
/// not end the process; when the last one is gone it is ignored.
class Sighup {
public:
    /// Throws Error. Threads that are made later do not handle the signal, and calls in them are not
    /// interrupted by it: see handle_here().
    Sighup();
    ~Sighup();
    Sighup(const Sighup&) = delete;
    Sighup& operator=(const Sighup&) = delete;

    /// Readable as soon as the signal came, for poll(2), until acknowledge().
    int fd() const { return came_.fd(); }
    void acknowledge();

    /// Lets the calling thread handle the signal. One thread has to.
    static void handle_here();

private:
    WakeUp came_;
};

} // namespace zws
