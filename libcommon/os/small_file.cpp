// SPDX-License-Identifier: MIT
#include "libcommon/os/small_file.hpp"

#include "libcommon/os/error.hpp"
#include "libcommon/os/file_descriptor.hpp"

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <utility>

namespace zws {

namespace {

constexpr int writer_patience_ms = 5000;

class SmallFile {
public:
    /// Opening does not wait for a FIFO's writer, which may never come.
    SmallFile(const std::string& option, const std::string& path)
        : name_(option + ' ' + path), fd_(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY))
    {
        if (fd_.get() < 0)
            throw system_error(name_, errno);
        struct stat status {};
        may_come_ = fstat(fd_.get(), &status) == 0 && S_ISFIFO(status.st_mode);
    }

    std::string read(std::size_t most_bytes)
    {
        std::string content;
        std::array<char, 16384> part;
        while (const auto size = read_into(part)) {
            content.append(part.data(), size);
            if (content.size() > most_bytes)
                throw Error(name_ + ": larger than " + std::to_string(most_bytes) + " bytes");
        }
        return content;
    }

private:
    /// 0 at the end.
    std::size_t read_into(std::array<char, 16384>& part)
    {
        for (;;) {
            const auto size = ::read(fd_.get(), part.data(), part.size());
            if (size == 0 && std::exchange(may_come_, false))
                await(writer_patience_ms);
            else if (size >= 0)
                return static_cast<std::size_t>(size);
            else if (errno == EAGAIN)
                await(-1); // somebody has it open for writing
            else if (errno != EINTR)
                throw system_error(name_, errno);
        }
    }

    /// Sleeps until there is something to read, or the last writer has closed it.
    void await(int timeout_ms)
    {
        pollfd item{fd_.get(), POLLIN, 0};
        if (::poll(&item, 1, timeout_ms) == 0)
            throw Error(name_ + ": a FIFO that nobody writes to");
    }

    std::string name_;
    FileDescriptor fd_;
    bool may_come_ = false; ///< nothing to read yet: so is a FIFO before somebody opens it for writing
};

} // namespace

std::string read_small_file(const std::string& option, const std::string& path, std::size_t most_bytes)
{
    return SmallFile(option, path).read(most_bytes);
}

std::string read_filled_file(const std::string& option, const std::string& path, std::size_t most_bytes)
{
    auto content = read_small_file(option, path, most_bytes);
    if (content.empty())
        throw Error(option + ' ' + path + ": is empty");
    return content;
}

} // namespace zws
