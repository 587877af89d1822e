// SPDX-License-Identifier: MIT
#include "tools/zcat/output.hpp"

#include "libcommon/cli/log.hpp"
#include "libcommon/os/error.hpp"
#include "libcommon/os/poll.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace zws::cat {

namespace {

void check_writable(int fd)
{
    const int flags = fcntl(fd, F_GETFL);
    if (flags < 0 || (flags & O_ACCMODE) == O_RDONLY)
        throw system_error("write to stdout", EBADF);
}

mode_t mode_of(int fd)
{
    struct stat status {};
    return fstat(fd, &status) == 0 ? status.st_mode : 0;
}

} // namespace

Output::Output(int fd, StopSignal& stop, Clock::time_point deadline)
    : fd_(fd),
      stop_(stop),
      give_up_(deadline == Clock::time_point::max() ? deadline : deadline + linger),
      regular_(S_ISREG(mode_of(fd))),
      terminal_(isatty(fd) == 1),
      watchable_(S_ISFIFO(mode_of(fd)) || S_ISSOCK(mode_of(fd)))
{
    check_writable(fd); // now, and not when the first message comes, which may be the last
}

bool Output::flush()
{
    if (!terminal_ || buffer_.empty())
        return write_all();
    log::StatsHidden hidden;
    hidden.left_inside_line(buffer_.back() != '\n');
    return write_all();
}

bool Output::write_all()
{
    std::size_t done = 0;
    while (done < buffer_.size()) {
        if (!wait_for_room()) {
            log::warning(buffer_.size() - done,
                         " bytes were not written: stdout is full and nobody reads it");
            buffer_.clear();
            return false;
        }
        done += write_some(buffer_.data() + done, buffer_.size() - done);
    }
    buffer_.clear();
    return true;
}

std::size_t Output::write_some(const char* data, std::size_t size)
{
    // No more than a pipe that can be written has room for, so that the write does not block: O_NONBLOCK
    // would change the descriptor for all who share it, such as the shell whose terminal it is.
    const std::size_t most = regular_ ? size : std::min<std::size_t>(size, PIPE_BUF);
    const ssize_t written = ::write(fd_, data, most);
    if (written >= 0)
        return static_cast<std::size_t>(written);
    if (errno == EPIPE || errno == ECONNRESET)
        throw OutputClosed();
    if (errno == EAGAIN || errno == EINTR)
        return 0;
    throw system_error("write to stdout", errno);
}

/// False if the time to give up comes first.
bool Output::wait_for_room()
{
    if (regular_)
        return true;
    std::array<zmq::pollitem_t, 2> items{
        {{nullptr, fd_, ZMQ_POLLOUT, 0}, {nullptr, stop_.fd(), ZMQ_POLLIN, 0}}};
    for (;;) {
        poll(items, give_up_);
        if (items[0].revents != 0)
            return true;
        if (!stopping_ && (stopping_ = stop_.requested()))
            give_up_ = std::min(give_up_, Clock::now() + linger);
        if (Clock::now() >= give_up_)
            return false;
    }
}

} // namespace zws::cat
