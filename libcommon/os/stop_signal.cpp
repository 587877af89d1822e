// SPDX-License-Identifier: MIT
#include "libcommon/os/stop_signal.hpp"

#include "libcommon/os/errands.hpp"
#include "libcommon/os/error.hpp"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/signalfd.h>
#include <unistd.h>

namespace zws {

namespace {

sigset_t stop_signals()
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    return set;
}

} // namespace

StopSignal::StopSignal()
{
    const sigset_t set = stop_signals();
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    signals_ = signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
    if (signals_ < 0)
        throw system_error("signalfd", errno);
    both_ = epoll_create1(EPOLL_CLOEXEC);
    if (both_ < 0)
        throw system_error("epoll_create1", errno);
    for (const int fd : {signals_, errands::fd()}) {
        epoll_event event{EPOLLIN, {}};
        if (epoll_ctl(both_, EPOLL_CTL_ADD, fd, &event) != 0)
            throw system_error("epoll_ctl", errno);
    }
}

StopSignal::~StopSignal()
{
    close(both_);
    close(signals_);
}

bool StopSignal::requested()
{
    if (!requested_ && errands::waiting())
        errands::run();
    signalfd_siginfo info;
    if (!requested_ && read(signals_, &info, sizeof info) == sizeof info) {
        requested_ = true;
        end_at_once();
    }
    return requested_;
}

void StopSignal::end_at_once()
{
    const sigset_t set = stop_signals();
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGTERM, SIG_DFL);
    pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
}

bool StopSignal::wait_until(std::chrono::steady_clock::time_point due)
{
    while (!requested()) {
        const auto left = due - std::chrono::steady_clock::now();
        if (left <= std::chrono::nanoseconds::zero())
            return false;
        const auto ns = std::chrono::duration_cast<std::chrono::nanoseconds>(left).count();
        const timespec timeout{ns / 1'000'000'000, ns % 1'000'000'000};
        pollfd item{both_, POLLIN, 0};
        ppoll(&item, 1, &timeout, nullptr);
    }
    return true;
}

void StopSignal::wait()
{
    while (!requested()) {
        pollfd item{both_, POLLIN, 0};
        poll(&item, 1, -1);
    }
}

} // namespace zws
