// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/os/poll.hpp"

namespace zws::peek {

/// What a terminal tells by signals, as events to wait for: its size has changed (SIGWINCH), ^Z was pressed
/// (SIGTSTP), or the process goes on (SIGCONT). There is one of these at a time.
class TerminalSignals {
public:
    TerminalSignals();
    ~TerminalSignals();
    TerminalSignals(const TerminalSignals&) = delete;
    TerminalSignals& operator=(const TerminalSignals&) = delete;

    struct Came {
        bool resized;
        bool to_suspend;
        bool continued;
    };

    /// Readable when collect() has something, for poll(2).
    int fd() const { return came_.fd(); }
    /// What came since the last call.
    Came collect();

    /// Stops the process, as ^Z does by itself, until somebody lets it go on.
    static void suspend();

private:
    WakeUp came_;
};

} // namespace zws::peek
