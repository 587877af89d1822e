// SPDX-License-Identifier: MIT
#include "libcommon/os/descriptor_limit.hpp"

#include "libcommon/os/error.hpp"
#include "libcommon/os/file_descriptor.hpp"

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <limits>
#include <string>
#include <sys/resource.h>
#include <system_error>

namespace zws {

void raise_descriptor_limit()
{
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return;
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit); // where that fails it stays as it was
}

std::size_t descriptor_limit()
{
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY)
        return std::numeric_limits<std::size_t>::max();
    return limit.rlim_cur;
}

void require_descriptors()
{
    std::array<FileDescriptor, 32> wanted;
    for (auto& fd : wanted) {
        fd = FileDescriptor(fcntl(0, F_DUPFD_CLOEXEC, 0));
        if (fd.get() < 0)
            throw Error("open " + std::to_string(wanted.size()) +
                        " more descriptors: " + descriptors_ran_out());
    }
}

bool is_among_last(int fd, std::size_t kept)
{
    constexpr std::size_t many = 128; // where there are fewer, fewer are kept
    const auto limit = descriptor_limit();
    return static_cast<std::size_t>(fd) >= limit - (limit < many ? limit * kept / many : kept);
}

std::string descriptors_ran_out()
{
    return std::generic_category().message(EMFILE) + " (ulimit -Hn is " + std::to_string(descriptor_limit()) +
           ")";
}

} // namespace zws
