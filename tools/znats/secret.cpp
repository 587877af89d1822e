// SPDX-License-Identifier: MIT
#include "tools/znats/secret.hpp"

#include "libcommon/error.hpp"

#include <cerrno>
#include <fstream>

namespace zws::nats {

std::string secret(const std::string& path)
{
    errno = 0;
    std::ifstream in(path);
    std::string line;
    std::getline(in, line);
    if (!in.is_open() || in.bad())
        throw system_error("read " + path, errno);
    if (line.ends_with('\r'))
        line.pop_back();
    if (line.empty())
        throw Error("read " + path + ": the first line is empty");
    return line;
}

} // namespace zws::nats
