// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/os/file_descriptor.hpp"
#include "libcommon/os/stop_signal.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace zws::feed {

/// A file to read lines from; "-" is standard input, which stays open.
class SourceFile {
public:
    /// Throws Error("read NAME: reason"); a FIFO does not wait for its writer.
    explicit SourceFile(const std::string& name);

    int fd() const;

private:
    FileDescriptor file_; ///< none: standard input
};

/// The name of such a file in messages.
std::string shown(const std::string& name);

/// Throws Error for the first of `names` that is not there, is a folder, or may not be read; opens none. With
/// `again` also for what cannot be read a second time.
void check_readable(const std::vector<std::string>& names, bool again);

/// The lines of a file descriptor, in memory that does not grow beyond the longest line. Waiting for more
/// ends with a stop.
class Input {
public:
    struct Line {
        std::string_view text; ///< without its end; valid until the next call
        bool whole = true;     ///< false: the input ended before the line did
        bool too_long = false; ///< `text` is only its start
        bool waited = false;   ///< it was not there yet when it was asked for
    };

    /// `name` is that of the file in messages, `end` what ends a line. With `returns` that is a carriage
    /// return where the first 64 KiB, or all of a shorter input, have no other end of a line.
    Input(int fd, std::string name, StopSignal& stop, char end, bool returns = false,
          std::size_t longest = default_longest);

    /// The next line; none at the end of the input, or when a stop was asked for. Throws Error("read from
    /// NAME: reason").
    std::optional<Line> next();

    /// What was read, but not handed out.
    struct Rest {
        std::uint64_t lines = 0; ///< whole ones
        std::size_t bytes = 0;   ///< of the one after them
    };
    Rest rest() const;

    /// Goes back to the start; throws Error where the input cannot.
    void rewind();

    /// The number of the last line, from 1.
    std::uint64_t number() const { return number_; }

    static constexpr std::size_t default_longest = std::size_t{256} << 20U; // bytes

private:
    bool fill();
    bool await();
    bool ends_by_returns(bool more);
    std::optional<Line> last();
    Line overlong();

    int fd_;
    std::string name_;
    StopSignal& stop_;
    char end_;
    bool returns_; ///< whether lines may end with a carriage return is still to be seen
    std::size_t longest_;
    bool regular_;
    std::vector<char> buffer_;
    std::size_t begin_ = 0; ///< of what was not handed out yet
    std::size_t seen_ = 0;  ///< up to here there is no end of a line
    std::size_t size_ = 0;  ///< bytes in buffer_
    std::uint64_t number_ = 0;
    bool skipping_ = false; ///< the rest of a line that is too long is not handed out
};

} // namespace zws::feed
