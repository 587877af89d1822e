// SPDX-License-Identifier: MIT
#include "tools/zws2browser/history/append_file.hpp"

#include "libcommon/os/error.hpp"

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace zws::browser::history {

AppendFile::AppendFile(const std::filesystem::path& path)
    : path_(path), fd_(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666))
{
    if (fd_.get() < 0)
        throw system_error("open " + path_.string(), errno);
    struct stat status {};
    if (fstat(fd_.get(), &status) != 0)
        throw system_error("look at " + path_.string(), errno);
    size_ = static_cast<std::uint64_t>(status.st_size);
}

void AppendFile::append(std::string_view bytes)
{
    auto at = size_;
    while (!bytes.empty()) {
        const auto written = ::pwrite(fd_.get(), bytes.data(), bytes.size(), static_cast<off_t>(at));
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0) {
            const int reason = written < 0 ? errno : ENOSPC;
            // What could not be cut off is written over by the next.
            [[maybe_unused]] const auto cut = ::ftruncate(fd_.get(), static_cast<off_t>(size_));
            throw system_error("write " + path_.string(), reason);
        }
        at += static_cast<std::uint64_t>(written);
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    size_ = at;
}

void AppendFile::cut(std::uint64_t size)
{
    if (::ftruncate(fd_.get(), static_cast<off_t>(size)) != 0)
        throw system_error("cut " + path_.string(), errno);
    size_ = size;
}

void AppendFile::sync() const
{
    if (::fdatasync(fd_.get()) != 0)
        throw system_error("write " + path_.string(), errno);
}

std::string AppendFile::read() const
{
    std::string bytes(size_, '\0');
    for (std::size_t at = 0; at < bytes.size();) {
        const auto got = ::pread(fd_.get(), bytes.data() + at, bytes.size() - at, static_cast<off_t>(at));
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            throw system_error("read " + path_.string(), errno);
        if (got == 0)
            throw Error("read " + path_.string() + ": it became shorter");
        at += static_cast<std::size_t>(got);
    }
    return bytes;
}

} // namespace zws::browser::history
