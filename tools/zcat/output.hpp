// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/os/stop_signal.hpp"

#include <chrono>
#include <string>

namespace zws::cat {

/// Buffered writing to a file descriptor, such as stdout, that may be slow and that others share: it is left
/// blocking, and yet a stop or the end of the time is never kept waiting by it.
class Output {
public:
    using Clock = std::chrono::steady_clock;

    /// From `deadline` on, or once a stop is asked for, what cannot be written within `linger` is given up.
    /// Throws Error("write to stdout: reason") where `fd` is not open for writing.
    Output(int fd, StopSignal& stop, Clock::time_point deadline = Clock::time_point::max());

    /// What is to be written; to be appended to.
    std::string& buffer() { return buffer_; }

    /// To be called at the end of a message: writes where a person looks on or enough has gathered.
    bool end_message() { return buffer_.size() < (terminal_ ? 1 : batch_size) || flush(); }

    /// Writes all of the buffer. False if the rest was given up. Throws OutputClosed where nobody reads any
    /// more, else Error("write to stdout: reason").
    bool flush();

    /// The descriptor to poll (for no events) to learn that its reader went away; -1 if it cannot tell.
    int watched_fd() const { return watchable_ ? fd_ : -1; }

    static constexpr std::chrono::milliseconds linger{500};

private:
    static constexpr std::size_t batch_size = 64 * 1024; // bytes

    bool write_all();
    std::size_t write_some(const char* data, std::size_t size);
    bool wait_for_room();

    int fd_;
    StopSignal& stop_;
    Clock::time_point give_up_;
    bool stopping_ = false;
    bool regular_;
    bool terminal_;
    bool watchable_;
    std::string buffer_;
};

} // namespace zws::cat
