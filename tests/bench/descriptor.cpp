// SPDX-License-Identifier: MIT
#include "tests/bench/descriptor.hpp"

#include "libcommon/error.hpp"

#include <cerrno>
#include <sys/resource.h>
#include <unistd.h>

namespace zws::bench {

void Descriptor::close()
{
    if (fd_ >= 0)
        ::close(std::exchange(fd_, -1));
}

Descriptor opened(int result, const char* attempt)
{
    if (result < 0)
        throw system_error(attempt, errno);
    return Descriptor(result);
}

void raise_open_file_limit()
{
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) == 0) {
        limit.rlim_cur = limit.rlim_max;
        setrlimit(RLIMIT_NOFILE, &limit);
    }
}

} // namespace zws::bench
