// SPDX-License-Identifier: MIT
#include "tests/bench/descriptor.hpp"

#include "libcommon/os/error.hpp"

#include <cerrno>
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

} // namespace zws::bench
