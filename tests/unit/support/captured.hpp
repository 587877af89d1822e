// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <functional>
#include <iostream>
#include <stdexcept>
#include <string>
#include <unistd.h>

namespace zws::test {

/// What `body` writes to the file descriptor `fd`; at most what a pipe holds.
inline std::string captured(int fd, const std::function<void()>& body)
{
    std::cout.flush(); // Catch2 has a heading there
    std::array<int, 2> ends{};
    const int kept = dup(fd);
    if (kept < 0 || pipe(ends.data()) != 0)
        throw std::runtime_error("no pipe");
    dup2(ends[1], fd);
    close(ends[1]);
    body();
    dup2(kept, fd);
    close(kept);
    std::string out;
    std::array<char, 4096> chunk{};
    for (ssize_t got = 0; (got = read(ends[0], chunk.data(), chunk.size())) > 0;)
        out.append(chunk.data(), static_cast<std::size_t>(got));
    close(ends[0]);
    return out;
}

} // namespace zws::test
