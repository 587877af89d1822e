// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/cli/log.hpp"
#include "tools/zpeek/terminal/grid.hpp"
#include "tools/zpeek/terminal/key.hpp"

#include <memory>
#include <string>
#include <vector>

namespace zws::peek {

/// All of the terminal that stdout is, drawn with ncurses. What was on it comes back when this ends, also by
/// a signal; lines of the log wait until then. Belongs to one thread; there is one of these at a time.
class Screen {
public:
    /// Throws Error "OPTION: reason" where the terminal cannot be drawn on.
    explicit Screen(const std::string& option);
    ~Screen();
    Screen(const Screen&) = delete;
    Screen& operator=(const Screen&) = delete;

    int width() const;
    int height() const;

    /// Readable when hear() has something, for poll(2).
    int fd() const;
    /// The keys that were pressed since the last call. Follows the size of the terminal, and stops the
    /// process for ^Z.
    std::vector<Key> hear();

    /// Whether the terminal takes something now: one that is slow or was stopped (^S) is not waited for.
    bool is_ready() const;
    /// Shows a grid of its size.
    void show(const Grid& grid);
    /// Draws all of it anew the next time.
    void forget();

    /// The newest line of the log that waits; empty: there is none.
    std::string newest_line() const { return lines_.newest(); }

private:
    struct Terminal;

    log::LinesHeld lines_;
    std::unique_ptr<Terminal> terminal_;
};

} // namespace zws::peek
