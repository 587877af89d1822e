// SPDX-License-Identifier: MIT
#include "libcommon/os/standard_streams.hpp"

#include "libcommon/os/error.hpp"

#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

namespace zws::standard_streams {

void occupy()
{
    for (const int fd : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        if (fcntl(fd, F_GETFD) >= 0 || errno != EBADF)
            continue;
        // The lowest free number, which is this one. In the wrong direction, so that no use of it succeeds.
        if (::open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) != fd)
            throw system_error("open /dev/null", errno);
    }
}

void print(std::string_view text)
{
    while (!text.empty()) {
        const auto written = ::write(STDOUT_FILENO, text.data(), text.size());
        if (written >= 0)
            text.remove_prefix(static_cast<std::size_t>(written));
        else if (errno == EPIPE)
            throw OutputClosed();
        else if (errno != EINTR)
            throw system_error("write to stdout", errno);
    }
}

} // namespace zws::standard_streams
