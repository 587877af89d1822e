// SPDX-License-Identifier: MIT
#include "tools/zfeed/input.hpp"

#include "libcommon/os/error.hpp"
#include "libcommon/os/poll.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace zws::feed {

namespace {

bool is_stdin(const std::string& name)
{
    return name == "-";
}

void check_readable(const std::string& name, bool again)
{
    struct stat status {};
    const bool found = is_stdin(name) ? fstat(STDIN_FILENO, &status) == 0
                                      : stat(name.c_str(), &status) == 0 && access(name.c_str(), R_OK) == 0;
    if (!found)
        throw system_error("read " + shown(name), errno);
    if (S_ISDIR(status.st_mode))
        throw system_error("read " + shown(name), EISDIR);
    if (again && !S_ISREG(status.st_mode))
        throw Error("--loop: " + shown(name) + " cannot be read again, it is not a file");
}

} // namespace

std::string shown(const std::string& name)
{
    return is_stdin(name) ? "stdin" : name;
}

SourceFile::SourceFile(const std::string& name)
{
    if (is_stdin(name))
        return;
    file_ = FileDescriptor(::open(name.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
    if (file_.get() < 0)
        throw system_error("read " + name, errno);
}

int SourceFile::fd() const
{
    return file_.get() < 0 ? STDIN_FILENO : file_.get();
}

void check_readable(const std::vector<std::string>& names, bool again)
{
    for (const auto& name : names)
        check_readable(name, again);
}

namespace {

constexpr std::size_t chunk = 256 * 1024; // bytes

bool is_regular(int fd)
{
    struct stat status {};
    return fstat(fd, &status) == 0 && S_ISREG(status.st_mode);
}

} // namespace

Input::Input(int fd, std::string name, StopSignal& stop, char end, bool returns, std::size_t longest)
    : fd_(fd),
      name_(std::move(name)),
      stop_(stop),
      end_(end),
      returns_(returns && end == '\n'),
      longest_(longest),
      regular_(is_regular(fd)),
      buffer_(2 * chunk)
{
}

std::optional<Input::Line> Input::next()
{
    bool waited = false;
    for (;;) {
        const char* const data = buffer_.data();
        const auto* found = static_cast<const char*>(std::memchr(data + seen_, end_, size_ - seen_));
        if (found == nullptr) {
            seen_ = size_;
            if (size_ - begin_ > longest_ && !skipping_)
                return overlong();
            if (skipping_)
                begin_ = size_;
            const bool more = fill();
            waited = true;
            if (ends_by_returns(more)) {
                end_ = '\r';
                seen_ = begin_;
            } else if (!more) {
                return last();
            }
            continue;
        }
        const auto at = static_cast<std::size_t>(found - data);
        const Line line{{data + begin_, at - begin_}, true, false, waited};
        begin_ = seen_ = at + 1;
        if (!skipping_) {
            ++number_;
            return line;
        }
        skipping_ = false;
    }
}

/// Whether it shows now that the input has carriage returns where others have line feeds; looks once.
bool Input::ends_by_returns(bool more)
{
    constexpr std::size_t enough = std::size_t{64} << 10U; // bytes
    if (!returns_ || number_ > 0 || (more && size_ < enough))
        return false;
    returns_ = false;
    const std::string_view begin(buffer_.data(), size_);
    return begin.find('\r') < size_ && begin.find('\n') == std::string_view::npos;
}

/// What comes after the last end of a line, if anything does.
std::optional<Input::Line> Input::last()
{
    if (begin_ == size_ || stop_.requested())
        return std::nullopt;
    ++number_;
    const Line line{{buffer_.data() + begin_, size_ - begin_}, false, false, true};
    begin_ = size_;
    return line;
}

Input::Rest Input::rest() const
{
    const std::string_view text(buffer_.data() + begin_, size_ - begin_);
    const auto end = text.rfind(end_);
    const auto whole = end == std::string_view::npos ? 0 : end + 1;
    const auto skipped = skipping_ ? 1 : 0; // the end of a line that has been handed out
    const auto ends = std::count(text.begin(), text.end(), end_);
    return {static_cast<std::uint64_t>(std::max<std::ptrdiff_t>(0, ends - skipped)),
            skipping_ && ends == 0 ? 0 : text.size() - whole};
}

Input::Line Input::overlong()
{
    ++number_;
    skipping_ = true;
    constexpr std::size_t shown = 100; // bytes
    return {{buffer_.data() + begin_, std::min(shown, longest_)}, true, true, true};
}

/// False at the end of the input, or when a stop was asked for.
bool Input::fill()
{
    if (begin_ > 0) {
        std::memmove(buffer_.data(), buffer_.data() + begin_, size_ - begin_);
        size_ -= begin_;
        seen_ -= begin_;
        begin_ = 0;
    }
    if (buffer_.size() - size_ < chunk)
        buffer_.resize(2 * buffer_.size());
    for (;;) {
        if (!await())
            return false;
        const ssize_t got = ::read(fd_, buffer_.data() + size_, chunk);
        if (got >= 0) {
            size_ += static_cast<std::size_t>(got);
            return got > 0;
        }
        if (errno != EINTR && errno != EAGAIN)
            throw system_error("read from " + name_, errno);
    }
}

/// Sleeps until there is something to read; false if a stop is asked for before.
bool Input::await()
{
    std::array<zmq::pollitem_t, 2> items{
        {{nullptr, fd_, ZMQ_POLLIN, 0}, {nullptr, stop_.fd(), ZMQ_POLLIN, 0}}};
    while (!stop_.requested()) {
        if (regular_)
            return true;
        poll(items, std::chrono::steady_clock::time_point::max());
        if (items[0].revents != 0)
            return !stop_.requested();
    }
    return false;
}

void Input::rewind()
{
    if (lseek(fd_, 0, SEEK_SET) < 0)
        throw system_error("--loop: read " + name_ + " again (it has to be a file)", errno);
    begin_ = seen_ = size_ = 0;
    number_ = 0;
    skipping_ = false;
}

} // namespace zws::feed
