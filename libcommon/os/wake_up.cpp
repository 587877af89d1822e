// SPDX-License-Identifier: MIT
#include "libcommon/os/wake_up.hpp"

#include "libcommon/os/error.hpp"

#include <cerrno>
#include <sys/eventfd.h>

namespace zws {

WakeUp::WakeUp() : fd_(eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC))
{
    if (fd_.get() < 0)
        throw system_error("eventfd", errno);
}

void WakeUp::call() const
{
    // It fails only where the counter is at its limit: then it is readable anyway.
    static_cast<void>(eventfd_write(fd_.get(), 1));
}

void WakeUp::reset() const
{
    eventfd_t count = 0;
    static_cast<void>(eventfd_read(fd_.get(), &count));
}

} // namespace zws
