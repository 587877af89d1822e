// SPDX-License-Identifier: MIT
#include "libcommon/mcap/window.hpp"

#include "libcommon/os/error.hpp"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace zws::mcap {

namespace {

FileDescriptor opened(const std::string& path)
{
    // A FIFO must not wait for its writer here: it is refused below.
    FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
    if (file.get() < 0)
        throw system_error("read " + path, errno);
    return file;
}

std::uint64_t size_of(int fd, const std::string& name)
{
    struct stat status {};
    if (fstat(fd, &status) != 0)
        throw system_error("read " + name, errno);
    if (S_ISDIR(status.st_mode))
        throw system_error("read " + name, EISDIR);
    if (!S_ISREG(status.st_mode))
        throw Error("read " + name + ": not a file, and a recording is read at any place of it");
    return static_cast<std::uint64_t>(status.st_size);
}

} // namespace

FileWindow::FileWindow(const std::string& path) : FileWindow(opened(path), path) {}

FileWindow::FileWindow(FileDescriptor file, std::string name)
    : file_(std::move(file)), name_(std::move(name)), size_(size_of(file_.get(), name_))
{
}

/// Returns how many bytes there were: fewer where the file has become shorter.
std::size_t FileWindow::fill(std::uint64_t offset, char* to, std::size_t size)
{
    std::size_t done = 0;
    while (done < size) {
        const auto got = ::pread(file_.get(), to + done, size - done, static_cast<off_t>(offset + done));
        if (got == 0)
            break;
        if (got > 0)
            done += static_cast<std::size_t>(got);
        else if (errno != EINTR)
            throw system_error("read " + name_, errno);
    }
    return done;
}

/// Far from the last place few bytes are needed, such as the head of a record. Near it all that follow are,
/// and a few before: whoever has looked at the next record goes back to this one.
void FileWindow::move(std::uint64_t offset, std::size_t size)
{
    constexpr std::uint64_t nearby = std::uint64_t{16} << 10U;
    constexpr std::uint64_t back = std::uint64_t{4} << 10U;
    constexpr std::uint64_t after_jump = std::uint64_t{4} << 10U;
    constexpr std::uint64_t onwards = std::uint64_t{256} << 10U;
    const bool near = offset + nearby >= begin_ && offset <= begin_ + filled_ + nearby;
    const auto begin = near ? offset - std::min(offset, back) : offset;
    const auto wanted = std::max(offset - begin + size, near ? onwards : after_jump);
    buffer_.resize(static_cast<std::size_t>(std::min(wanted, size_ - begin)));
    filled_ = 0;
    filled_ = fill(begin, buffer_.data(), buffer_.size());
    begin_ = begin;
}

std::string_view FileWindow::at(std::uint64_t offset, std::size_t size)
{
    if (offset >= size_)
        return {};
    size = static_cast<std::size_t>(std::min<std::uint64_t>(size, size_ - offset));
    if (offset < begin_ || offset + size > begin_ + filled_)
        move(offset, size);
    const std::string_view window(buffer_.data(), filled_);
    return offset - begin_ <= filled_ ? window.substr(static_cast<std::size_t>(offset - begin_), size) : "";
}

void FileWindow::read(std::uint64_t offset, std::size_t size, std::string& out)
{
    const auto there = offset < size_ ? size_ - offset : 0;
    out.resize(static_cast<std::size_t>(std::min<std::uint64_t>(size, there)));
    out.resize(fill(offset, out.data(), out.size()));
}

} // namespace zws::mcap
