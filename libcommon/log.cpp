// SPDX-License-Identifier: MIT
#include "libcommon/log.hpp"

#include "libcommon/color.hpp"

#include <array>
#include <unistd.h>
#include <utility>

namespace zws::log {

namespace {

struct Sink {
    std::string tool = "zws";
    Level level = Level::normal;
    bool color = false;
};

Sink& sink()
{
    static Sink the_sink;
    return the_sink;
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
    sink() = {std::move(tool), level, shows_color(STDERR_FILENO)};
}

bool verbose()
{
    return shows(Level::verbose);
}

bool shows(Level level)
{
    return sink().level >= level;
}

std::string printable(std::string_view text)
{
    static constexpr std::array<char, 17> digits{"0123456789abcdef"};
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x20 && byte != 0x7f) {
            out += c;
            continue;
        }
        out += "\\x";
        out += digits[byte >> 4U];
        out += digits[byte & 15U];
    }
    return out;
}

void line(std::string_view severity, std::string_view text)
{
    std::string out = sink().tool + ": ";
    if (!severity.empty())
        out.append(sink().color ? painted(severity) : std::string(severity)).append(": ");
    out += printable(text);
    out += '\n';
    // Nothing can be told about a stderr that cannot be written.
    [[maybe_unused]] const auto written = ::write(STDERR_FILENO, out.data(), out.size());
}

} // namespace zws::log
