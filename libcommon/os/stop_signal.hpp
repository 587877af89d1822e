// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/os/file_descriptor.hpp"

#include <chrono>
#include <functional>
#include <list>

namespace zws {

/// SIGINT and SIGTERM as an event to wait for: the first asks for a clean stop, the second ends the process
/// at once. Made before any thread (so before the ZeroMQ context): threads inherit the mask that keeps the
/// signals here. Belongs to the main thread, for which it also runs errands.
class StopSignal {
public:
    StopSignal();
    ~StopSignal() = default;
    StopSignal(const StopSignal&) = delete;
    StopSignal& operator=(const StopSignal&) = delete;

    /// As long as it lives, `serve` is called on the main thread when `fd` is readable, as an errand. It
    /// takes in all that makes it so.
    class Service {
    public:
        Service(StopSignal& stop, int fd, std::function<void()> serve);
        ~Service();
        Service(const Service&) = delete;
        Service& operator=(const Service&) = delete;

        int fd() const { return fd_; }
        void serve() const { serve_(); }

    private:
        StopSignal& stop_;
        int fd_;
        std::function<void()> serve_;
    };

    /// Readable as soon as a stop was asked for, or there is an errand, for poll(2); stays so until
    /// requested() is called.
    int fd() const { return all_.get(); }

    /// True once a stop was asked for; never blocks. Runs the errands, until then.
    bool requested();

    /// Sleeps until `due` or until a stop is asked for; true if it was.
    bool wait_until(std::chrono::steady_clock::time_point due);

    /// From here on a signal ends the process at once: for a last call that cannot be told to stop.
    static void end_at_once();

private:
    void watch(int fd);
    void run_errands();

    FileDescriptor signals_;             ///< signalfd(2)
    FileDescriptor all_;                 ///< epoll(7), of the signals and the errands
    std::list<const Service*> services_; ///< one or two
    bool requested_ = false;
};

} // namespace zws
