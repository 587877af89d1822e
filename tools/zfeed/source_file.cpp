// SPDX-License-Identifier: MIT
#include "tools/zfeed/source_file.hpp"

#include "libcommon/os/error.hpp"

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

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

} // namespace zws::feed
