// SPDX-License-Identifier: MIT
#include "tools/zws2browser/history/mapping.hpp"

#include "libcommon/os/error.hpp"

#include <cerrno>
#include <sys/mman.h>

namespace zws::browser::history {

Mapping::Mapping(int fd, std::size_t size, const std::string& path) : size_(size)
{
    void* const begin = ::mmap(nullptr, size, PROT_READ, MAP_SHARED, fd, 0);
    if (begin == MAP_FAILED) // NOLINT(cppcoreguidelines-pro-type-cstyle-cast): the system's macro
        throw system_error("map " + path, errno);
    begin_ = static_cast<const char*>(begin);
}

Mapping::~Mapping()
{
    ::munmap(const_cast<char*>(begin_), size_); // NOLINT(cppcoreguidelines-pro-type-const-cast)
}

} // namespace zws::browser::history
