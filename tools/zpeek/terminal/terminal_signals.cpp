// SPDX-License-Identifier: MIT
#include "tools/zpeek/terminal/terminal_signals.hpp"

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>

namespace zws::peek {

namespace {

std::atomic<bool> resized{false};
std::atomic<bool> to_suspend{false};
std::atomic<bool> continued{false};
std::atomic<const WakeUp*> waiting{nullptr};

constexpr std::array<int, 3> signals{SIGWINCH, SIGTSTP, SIGCONT};

void came(int number)
{
    const int kept = errno;
    (number == SIGWINCH ? resized : number == SIGTSTP ? to_suspend : continued) = true;
    if (const auto* const wake_up = waiting.load())
        wake_up->call();
    errno = kept;
}

void handle(int number, void (*handler)(int))
{
    struct sigaction action {};
    action.sa_handler = handler;
    action.sa_flags = SA_RESTART;
    sigaction(number, &action, nullptr);
}

} // namespace

TerminalSignals::TerminalSignals()
{
    waiting = &came_;
    for (const int number : signals)
        handle(number, came);
}

TerminalSignals::~TerminalSignals()
{
    for (const int number : signals)
        handle(number, SIG_DFL);
    waiting = nullptr;
}

TerminalSignals::Came TerminalSignals::collect()
{
    came_.reset();
    return {resized.exchange(false), to_suspend.exchange(false), continued.exchange(false)};
}

void TerminalSignals::suspend()
{
    handle(SIGTSTP, SIG_DFL);
    raise(SIGTSTP);
    handle(SIGTSTP, came);
}

} // namespace zws::peek
