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
#include <utility>

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
    signals_ = FileDescriptor(signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC));
    if (signals_.get() < 0)
        throw system_error("signalfd", errno);
    all_ = FileDescriptor(epoll_create1(EPOLL_CLOEXEC));
    if (fd() < 0)
        throw system_error("epoll_create1", errno);
    watch(signals_.get());
    watch(errands::fd());
}

void StopSignal::watch(int fd)
{
    epoll_event event{EPOLLIN, {}};
    if (epoll_ctl(all_.get(), EPOLL_CTL_ADD, fd, &event) != 0)
        throw system_error("epoll_ctl", errno);
}

StopSignal::Service::Service(StopSignal& stop, int fd, std::function<void()> serve)
    : stop_(stop), fd_(fd), serve_(std::move(serve))
{
    stop_.watch(fd_);
    stop_.services_.push_back(this);
}

StopSignal::Service::~Service()
{
    std::erase(stop_.services_, this);
    epoll_ctl(stop_.fd(), EPOLL_CTL_DEL, fd_, nullptr);
}

void StopSignal::run_errands()
{
    if (errands::waiting())
        errands::run();
    for (const auto* service : services_) {
        pollfd item{service->fd(), POLLIN, 0};
        if (poll(&item, 1, 0) > 0)
            service->serve();
    }
}

bool StopSignal::requested()
{
    if (!requested_)
        run_errands();
    signalfd_siginfo info;
    if (!requested_ && read(signals_.get(), &info, sizeof info) == sizeof info) {
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
        pollfd item{fd(), POLLIN, 0};
        ppoll(&item, 1, &timeout, nullptr);
    }
    return true;
}

} // namespace zws
