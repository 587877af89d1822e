// SPDX-License-Identifier: MIT
#include "tools/zrec/user_signal.hpp"

#include "libcommon/os/error.hpp"

#include <cerrno>
#include <csignal>
#include <sys/signalfd.h>

namespace zws::rec {

UserSignal::UserSignal(bool wanted)
{
    if (!wanted)
        return;
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGUSR1);
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    fd_ = FileDescriptor(signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC));
    if (fd_.get() < 0)
        throw system_error("signalfd", errno);
}

bool UserSignal::consume() const
{
    signalfd_siginfo info;
    return read(fd_.get(), &info, sizeof info) == sizeof info;
}

} // namespace zws::rec
