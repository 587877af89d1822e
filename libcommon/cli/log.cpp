// SPDX-License-Identifier: MIT
#include "libcommon/cli/log.hpp"

#include "libcommon/cli/terminal.hpp"
#include "libcommon/text/character.hpp"

#include <array>
#include <deque>
#include <mutex>
#include <unistd.h>
#include <utility>

namespace zws::log {

namespace {

struct LogSink {
    std::string tool = "zws";
    Level level = Level::normal;
    bool color = false;
    StatusLine status{-1};
    bool status_hidden = false;
    bool holds = false;
    std::deque<std::string> held{}; ///< lines that wait
    std::size_t forgotten = 0;      ///< lines before those
    std::mutex mutex; ///< of the status line and what is held: each line is one write(2) as it is
};

LogSink& sink()
{
    static LogSink the_sink;
    return the_sink;
}

/// The length of the part before the first control character.
std::size_t control_free(std::string_view text)
{
    std::size_t at = 0;
    while (at < text.size() && control_length(text, at) == 0)
        ++at;
    return at;
}

/// Nothing can be told about a stderr that cannot be written.
void write(const std::string& text)
{
    [[maybe_unused]] const auto written = ::write(STDERR_FILENO, text.data(), text.size());
}

constexpr std::size_t most_held = 100; // lines

/// Keeps a line, if lines are to be held.
bool holds(std::string text)
{
    const std::lock_guard lock(sink().mutex);
    auto& held = sink().held;
    if (!sink().holds)
        return false;
    held.push_back(std::move(text));
    if (held.size() > most_held) {
        held.pop_front();
        ++sink().forgotten;
    }
    return true;
}

/// Writes above the status line, if there is one.
void write_above(const std::string& text)
{
    const std::lock_guard lock(sink().mutex);
    const auto erased = sink().status.erased();
    write(erased + text + (sink().status_hidden ? "" : sink().status.drawn()));
}

std::string painted(std::string_view severity)
{
    if (severity == "error")
        return colored(Color::red, severity);
    return severity == "warning" ? colored(Color::yellow, severity) : std::string(severity);
}

} // namespace

void open(std::string tool, Level level)
{
    sink().tool = std::move(tool);
    sink().level = level;
    sink().color = shows_color(STDERR_FILENO);
    sink().status = StatusLine(STDERR_FILENO);
}

bool shows(Level level)
{
    return sink().level >= level;
}

LinesHeld::LinesHeld()
{
    const std::lock_guard lock(sink().mutex);
    sink().holds = isatty(STDERR_FILENO) == 1;
}

LinesHeld::~LinesHeld()
{
    const std::lock_guard lock(sink().mutex);
    sink().holds = false;
    if (sink().forgotten > 0)
        write(sink().tool + ": " + std::to_string(sink().forgotten) + " lines before these are not shown\n");
    for (const auto& text : std::exchange(sink().held, {}))
        write(text + '\n');
    sink().forgotten = 0;
}

/// There is one such object at most: its lines are the log's.
std::string LinesHeld::newest() const // NOLINT(readability-convert-member-functions-to-static)
{
    const std::lock_guard lock(sink().mutex);
    return sink().held.empty() ? "" : sink().held.back();
}

std::string printable(std::string_view text)
{
    static constexpr std::array<char, 17> digits{"0123456789abcdef"};
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        const auto valid = text.substr(0, utf8_prefix(text));
        const auto plain = valid.substr(0, control_free(valid));
        out += plain;
        text.remove_prefix(plain.size());
        // All bytes of a control character, or one that is not UTF-8.
        const std::size_t escaped = plain.size() < valid.size() ? control_length(text, 0) : !text.empty();
        for (const char c : text.substr(0, escaped)) {
            const auto byte = static_cast<unsigned char>(c);
            out += "\\x";
            out += digits[byte >> 4U];
            out += digits[byte & 15U];
        }
        text.remove_prefix(escaped);
    }
    return out;
}

std::string excerpt(std::string_view text)
{
    constexpr std::size_t most = 200; // bytes
    if (text.size() <= most)
        return std::string(text);
    const auto begin = text.substr(0, most);
    const std::size_t valid = utf8_prefix(begin);
    // A character that the cut falls into is left out; what was not UTF-8 before stays as it is.
    return std::string(most - valid < 4 ? begin.substr(0, valid) : begin) + "...";
}

void line(std::string_view severity, std::string_view text)
{
    const std::string begin = sink().tool + ": ";
    const std::string end = (severity.empty() ? "" : ": ") + printable(text);
    if (holds(begin + std::string(severity) + end))
        return;
    write_above(begin + (sink().color ? painted(severity) : std::string(severity)) + end + '\n');
}

void stats(const std::string& text, const std::string& more)
{
    if (!sink().status.possible()) {
        if (!text.empty())
            line("stats", more.empty() ? text : text + ", " + more);
        return;
    }
    {
        const std::lock_guard lock(sink().mutex);
        sink().status.set(text, more);
    }
    write_above("");
}

StatsHidden::StatsHidden()
{
    const std::lock_guard lock(sink().mutex);
    sink().status_hidden = true;
    if (const auto erased = sink().status.erased(); !erased.empty())
        write(erased);
}

StatsHidden::~StatsHidden()
{
    if (inside_line_)
        return;
    const std::lock_guard lock(sink().mutex);
    sink().status_hidden = false;
    if (const auto drawn = sink().status.drawn(); !drawn.empty())
        write(drawn);
}

} // namespace zws::log
