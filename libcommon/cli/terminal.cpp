// SPDX-License-Identifier: MIT
#include "libcommon/cli/terminal.hpp"

#include <cstdlib>
#include <sys/ioctl.h>
#include <unistd.h>
#include <utility>

namespace zws {

namespace {

std::string_view variable(const char* name)
{
    const char* const value = std::getenv(name);
    return value == nullptr ? std::string_view() : value;
}

std::string_view code(Color color)
{
    switch (color) {
    case Color::red:
        return "31";
    case Color::yellow:
        return "33";
    case Color::cyan:
        return "36";
    }
    return "0";
}

} // namespace

bool shows_color(int fd)
{
    return variable("NO_COLOR").empty() && variable("TERM") != "dumb" && isatty(fd) == 1;
}

std::string colored(Color color, std::string_view text)
{
    std::string out = "\x1b[";
    out.append(code(color)).append("m").append(text).append("\x1b[0m");
    return out;
}

namespace {

constexpr std::string_view separator = ", ";
constexpr std::size_t usual_width = 80; // columns

bool moves_cursor(int fd)
{
    const char* const terminal = std::getenv("TERM");
    return isatty(fd) == 1 && terminal != nullptr && std::string_view(terminal) != "dumb";
}

} // namespace

std::string fitted(std::string_view text, std::string_view more, std::size_t width)
{
    const auto end_of_line = more.empty() ? std::string() : std::string(separator).append(more);
    while (text.size() + end_of_line.size() > width && text.rfind(separator) != std::string_view::npos)
        text = text.substr(0, text.rfind(separator));
    return (std::string(text) + end_of_line).substr(0, width);
}

StatusLine::StatusLine(int fd) : fd_(moves_cursor(fd) ? fd : -1) {}

void StatusLine::set(std::string text, std::string more)
{
    text_ = std::move(text);
    more_ = std::move(more);
}

std::string StatusLine::erased()
{
    return std::exchange(on_screen_, false) ? "\r\x1b[K" : "";
}

std::string StatusLine::drawn()
{
    if (text_.empty())
        return "";
    on_screen_ = true;
    // The last column stays free: a character there may take the cursor to the next line.
    return fitted(text_, more_, width() - 1);
}

std::size_t StatusLine::width() const
{
    winsize size{};
    return ioctl(fd_, TIOCGWINSZ, &size) == 0 && size.ws_col > 1 ? size.ws_col : usual_width;
}

} // namespace zws
