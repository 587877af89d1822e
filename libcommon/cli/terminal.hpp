// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace zws {

enum class Color { red, yellow, cyan };

/// Whether what is written to `fd` is for people who want colours: a terminal, without NO_COLOR in the
/// environment (no-color.org) and with a TERM that is not "dumb".
bool shows_color(int fd);

/// `text` between the sequences that switch a colour on and off (ECMA-48 section 8.3.117).
std::string colored(Color color, std::string_view text);

/// "text, which is in parts, more" in at most `width` columns: as many parts of `text`, which stand between
/// ", ", as there is room for beside `more`, which is kept; never wider, even if parts have to be cut. All
/// are ASCII.
std::string fitted(std::string_view text, std::string_view more, std::size_t width);

/// The last line of a terminal, which is drawn anew, while other lines are written above it. What it returns
/// is to be written to the terminal.
class StatusLine {
public:
    /// For a terminal that can move its cursor; elsewhere possible() is false, and nothing else may be
    /// called.
    explicit StatusLine(int fd);
    bool possible() const { return fd_ >= 0; }

    /// Shows "TEXT, MORE", or nothing, from now on; see fitted(). Asks for the width of the terminal each
    /// time.
    void set(std::string text, std::string more);

    /// Takes it from the screen, so that the cursor is where it was before.
    std::string erased();
    /// Puts it on the screen, where the cursor is at the start of a line; nothing if there is none to show.
    std::string drawn();

private:
    std::size_t width() const;

    int fd_;
    std::string text_;
    std::string more_;
    bool on_screen_ = false;
};

} // namespace zws
