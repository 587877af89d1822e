// SPDX-License-Identifier: MIT
#pragma once

#include <sstream>
#include <string>
#include <string_view>

/// Messages for people, on stderr, one line each: "TOOL: SEVERITY: text". Control characters are escaped.
namespace zws::log {

enum class Level { quiet, normal, verbose };

/// Names the tool in all later lines and says how much to tell; called once, by run().
void open(std::string tool, Level level);

/// Writes "TOOL: [SEVERITY: ]text" and a newline in one write(2); an empty severity is left out.
void line(std::string_view severity, std::string_view text);

/// How a stream is doing now: "TOOL: stats: TEXT, MORE", or on a terminal a last line that is drawn anew,
/// fits its width (see fitted()), and stays below all other lines. Nothing, once `text` is empty.
void stats(const std::string& text, const std::string& more);

/// While this lives, the line of stats() is not on the screen: for data on stdout that goes to the same
/// terminal.
class StatsHidden {
public:
    StatsHidden();
    /// Shows it again, unless the cursor was left inside of a line: then the next StatsHidden may do so.
    ~StatsHidden();
    StatsHidden(const StatsHidden&) = delete;
    StatsHidden& operator=(const StatsHidden&) = delete;
    void left_inside_line(bool inside) { inside_line_ = inside; }

private:
    bool inside_line_ = false;
};

/// While this lives, lines for a terminal are kept instead, as something else is drawn on all of it; the last
/// 100 of them are written at the end. Lines that go elsewhere are written as always. There is one of these
/// at a time.
class LinesHeld {
public:
    LinesHeld();
    ~LinesHeld();
    LinesHeld(const LinesHeld&) = delete;
    LinesHeld& operator=(const LinesHeld&) = delete;

    /// The newest one that was kept, without its end; empty: there is none.
    std::string newest() const;
};

/// `text` with control characters (control_length()), and what is not UTF-8, as \xHH: safe for a terminal.
std::string printable(std::string_view text);

/// The first 200 bytes of `text`, with "..." where there are more: for all that comes from outside, such as
/// payloads, topics and the words of a peer, which can be of any size.
std::string excerpt(std::string_view text);

/// The arguments in their `<<` form, one after the other.
template <class... Part>
std::string concat(const Part&... part)
{
    std::ostringstream out;
    (out << ... << part);
    return std::move(out).str();
}

bool shows(Level level);

/// Always shown: why the tool ends, or what it could not do.
template <class... Part>
void error(const Part&... part)
{
    line("error", concat(part...));
}

/// Shown unless --quiet: something was lost or ignored; the tool goes on.
template <class... Part>
void warning(const Part&... part)
{
    if (shows(Level::normal))
        line("warning", concat(part...));
}

/// Shown unless --quiet.
template <class... Part>
void info(const Part&... part)
{
    if (shows(Level::normal))
        line("", concat(part...));
}

/// Shown with --verbose.
template <class... Part>
void debug(const Part&... part)
{
    if (shows(Level::verbose))
        line("", concat(part...));
}

} // namespace zws::log
