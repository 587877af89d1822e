// SPDX-License-Identifier: MIT
#include "tools/znats/nats/wake_up.hpp"

#include "libcommon/os/error.hpp"

#include <cerrno>
#include <sys/eventfd.h>
#include <unistd.h>

namespace zws::nats {

WakeUp::WakeUp() : fd_(eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC))
{
    if (fd_ < 0)
        throw system_error("eventfd", errno);
}

WakeUp::~WakeUp()
{
    close(fd_);
}

void WakeUp::call()
{
    // It fails only where the counter is at its limit: then it is readable anyway.
    static_cast<void>(eventfd_write(fd_, 1));
}

void WakeUp::reset()
{
    eventfd_t count = 0;
    static_cast<void>(eventfd_read(fd_, &count));
}

} // namespace zws::nats
