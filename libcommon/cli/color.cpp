// SPDX-License-Identifier: MIT
#include "libcommon/cli/color.hpp"

#include <cstdlib>
#include <unistd.h>

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

} // namespace zws
