// SPDX-License-Identifier: MIT
#include "libcommon/log.hpp"

#include "libcommon/color.hpp"
#include "libcommon/control_character.hpp"
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

/// The length of the part before the first control character.
std::size_t control_free(std::string_view text)
{
    std::size_t at = 0;
    while (at < text.size() && control_length(text, at) == 0)
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
    std::string out = sink().tool + ": ";
    if (!severity.empty())
        out.append(sink().color ? painted(severity) : std::string(severity)).append(": ");
    out += printable(text);
    out += '\n';
    // Nothing can be told about a stderr that cannot be written.
    [[maybe_unused]] const auto written = ::write(STDERR_FILENO, out.data(), out.size());
}

} // namespace zws::log
