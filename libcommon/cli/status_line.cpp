// SPDX-License-Identifier: MIT
#include "libcommon/cli/status_line.hpp"

#include <cstdlib>
#include <sys/ioctl.h>
#include <unistd.h>
#include <utility>

namespace zws {

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
