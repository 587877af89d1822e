// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>

namespace zws {

/// SIGINT and SIGTERM as an event to wait for: the first asks for a clean stop, the second ends the process
/// at once. Made before any thread (so before the ZeroMQ context): threads inherit the mask that keeps the
/// signals here. Belongs to the main thread, for which it also runs errands.
class StopSignal {
public:
    StopSignal();
    ~StopSignal();
    StopSignal(const StopSignal&) = delete;
    StopSignal& operator=(const StopSignal&) = delete;

    /// Readable as soon as a stop was asked for, or an errand posted, for poll(2); stays so until requested()
    /// is called.
    int fd() const { return both_; }

    /// True once a stop was asked for; never blocks. Runs the errands, until then.
    bool requested();

    /// Sleeps until `due` or until a stop is asked for; true if it was.
    bool wait_until(std::chrono::steady_clock::time_point due);

    /// From here on a signal ends the process at once: for a last call that cannot be told to stop.
    static void end_at_once();

    /// Sleeps until a stop is asked for.
    void wait();

private:
    int signals_; ///< signalfd(2)
    int both_;    ///< epoll(7), of the signals and the errands
    bool requested_ = false;
};

} // namespace zws
