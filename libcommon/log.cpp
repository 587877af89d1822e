// SPDX-License-Identifier: MIT
#include "libcommon/log.hpp"

#include "libcommon/color.hpp"
#include "libcommon/utf8.hpp"

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

/// Whether there is a control character at `at` in valid UTF-8: one of ASCII, or of U+0080 to U+009F, which
/// some terminals obey too.
bool is_control(std::string_view text, std::size_t at)
{
    const auto byte = static_cast<unsigned char>(text[at]);
    return byte < 0x20 || byte == 0x7f || (byte == 0xc2 && static_cast<unsigned char>(text[at + 1]) < 0xa0);
}

/// The length of the part before the first control character.
std::size_t control_free(std::string_view text)
{
    std::size_t at = 0;
    while (at < text.size() && !is_control(text, at))
        ++at;
    return at;
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
    while (!text.empty()) {
        const auto valid = text.substr(0, utf8_prefix(text));
        const auto plain = valid.substr(0, control_free(valid));
        out += plain;
        text.remove_prefix(plain.size());
        if (text.empty())
            break;
        const auto byte = static_cast<unsigned char>(text.front());
        out += "\\x";
        out += digits[byte >> 4U];
        out += digits[byte & 15U];
        text.remove_prefix(1);
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
