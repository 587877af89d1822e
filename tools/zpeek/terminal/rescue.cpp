// SPDX-License-Identifier: MIT
#include "tools/zpeek/terminal/rescue.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <unistd.h>

namespace zws::peek::rescue {

namespace {

/// So simple that a handler can use it.
struct Kept {
    int fd = -1;
    termios modes{};
    std::array<char, 256> sequences{};
    std::size_t length = 0;
};

Kept kept;

constexpr std::array<int, 7> fatal{SIGHUP, SIGQUIT, SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL};
constexpr std::array<int, 2> stops{SIGINT, SIGTERM};

void restore(int number)
{
    const int error = errno;
    if (kept.fd >= 0) {
        [[maybe_unused]] const auto written = ::write(kept.fd, kept.sequences.data(), kept.length);
        tcsetattr(kept.fd, TCSANOW, &kept.modes);
    }
    // By now it has its default action (SA_RESETHAND): it ends the process when this returns.
    raise(number);
    errno = error;
}

/// Those that are ignored stay so, and those of sanitizers stay theirs.
void replace(int number, void (*from)(int), void (*to)(int))
{
    struct sigaction action {};
    if (sigaction(number, nullptr, &action) != 0 || action.sa_handler != from)
        return;
    action = {};
    action.sa_handler = to;
    action.sa_flags = static_cast<int>(SA_RESETHAND);
    sigaction(number, &action, nullptr);
}

} // namespace

void arm(int fd, const termios& modes, std::string_view sequences)
{
    kept.modes = modes;
    kept.length = std::min(sequences.size(), kept.sequences.size());
    std::copy_n(sequences.begin(), kept.length, kept.sequences.begin());
    kept.fd = fd;
    for (const int number : fatal)
        replace(number, SIG_DFL, restore);
}

void arm_for_stop()
{
    for (const int number : stops)
        replace(number, SIG_DFL, restore);
}

void disarm()
{
    for (const int number : fatal)
        replace(number, restore, SIG_DFL);
    for (const int number : stops)
        replace(number, restore, SIG_DFL);
    kept.fd = -1;
}

} // namespace zws::peek::rescue
