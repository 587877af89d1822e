// SPDX-License-Identifier: MIT
#include "libcommon/os/sighup.hpp"

#include "libcommon/os/error.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <sys/eventfd.h>

namespace zws {

namespace {

constexpr int nobody = -1;
std::array<std::atomic<int>, 4> listeners{nobody, nobody, nobody, nobody}; // descriptors of WakeUp

/// Wherever it is handled: threads of libzmq run for a moment before they block signals.
extern "C" void tell_sighup(int)
{
    const int before = errno;
    for (const auto& fd : listeners)
        if (fd != nobody)
            eventfd_write(fd, 1);
    errno = before;
}

void set_mask(int how)
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGHUP);
    pthread_sigmask(how, &set, nullptr);
}

/// Whether a place had this one, and has another one now.
bool exchange_one(int from, int to)
{
    return std::any_of(listeners.begin(), listeners.end(), [=](auto& listener) {
        int expected = from;
        return listener.compare_exchange_strong(expected, to);
    });
}

} // namespace

Sighup::Sighup()
{
    if (!exchange_one(nobody, came_.fd()))
        throw Error("SIGHUP: too many listeners");
    set_mask(SIG_BLOCK);
    struct sigaction action = {};
    action.sa_handler = tell_sighup;
    action.sa_flags = SA_RESTART;
    sigaction(SIGHUP, &action, nullptr);
}

Sighup::~Sighup()
{
    exchange_one(came_.fd(), nobody);
    if (std::all_of(listeners.begin(), listeners.end(),
                    [](const auto& listener) { return listener == nobody; }))
        std::signal(SIGHUP, SIG_IGN);
}

void Sighup::acknowledge()
{
    came_.reset();
}

void Sighup::handle_here()
{
    set_mask(SIG_UNBLOCK);
}

} // namespace zws
