// SPDX-License-Identifier: MIT
#include "libcommon/zmq/ipc_listener.hpp"

#include "libcommon/os/error.hpp"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstddef>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <string_view>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <system_error>
#include <thread>
#include <utility>

namespace zws {

namespace fs = std::filesystem;

namespace {

[[noreturn]] void fail(int reason)
{
    throw Error(std::generic_category().message(reason));
}

/// An address as the kernel takes it.
class UnixAddress {
public:
    explicit UnixAddress(const std::string& name)
    {
        constexpr std::size_t most = sizeof address_.sun_path - 1;
        if (name.size() > most)
            throw Error("File name too long: " + std::to_string(name.size()) + " bytes, a socket has " +
                        std::to_string(most) + " at most");
        address_.sun_family = AF_UNIX;
        std::copy(name.begin(), name.end(), std::begin(address_.sun_path));
        const bool is_abstract = name.starts_with('@');
        if (is_abstract)
            address_.sun_path[0] = '\0';
        // An abstract name has no end of its own, a path has its NUL.
        size_ = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + name.size() + (is_abstract ? 0 : 1));
    }

    bool bind(const FileDescriptor& fd) const { return ::bind(fd.get(), get(), size_) == 0; }
    bool connect(const FileDescriptor& fd) const { return ::connect(fd.get(), get(), size_) == 0; }

private:
    const sockaddr* get() const { return reinterpret_cast<const sockaddr*>(&address_); }

    sockaddr_un address_{};
    socklen_t size_ = 0;
};

FileDescriptor unix_socket()
{
    FileDescriptor fd(socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    if (fd.get() < 0)
        fail(errno);
    return fd;
}

std::string folder_of(const std::string& path)
{
    const auto folder = fs::path(path).parent_path().string();
    return folder.empty() ? "." : folder;
}

/// Locks the folder of a socket while this lives, so that of two of our tools that find the same left-over
/// socket only one replaces it. It is advice: where the folder cannot be read, or another program holds its
/// lock for long, we do without. Negative with errno where the folder cannot be opened.
FileDescriptor lock_folder(const std::string& folder)
{
    constexpr auto interval = std::chrono::milliseconds(10);
    constexpr int most_tries = 100;
    FileDescriptor fd(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    for (int tries = 0; fd.get() >= 0 && tries < most_tries && flock(fd.get(), LOCK_EX | LOCK_NB) != 0 &&
                        (errno == EWOULDBLOCK || errno == EINTR);
         ++tries)
        std::this_thread::sleep_for(interval);
    return fd;
}

std::string_view kind_of(mode_t mode)
{
    switch (mode & S_IFMT) {
    case S_IFREG:
        return "regular file";
    case S_IFDIR:
        return "folder";
    case S_IFLNK:
        return "symbolic link";
    case S_IFIFO:
        return "FIFO";
    default:
        return "device";
    }
}

/// Whether a process listens there. It sees no more than a connection that ends at once.
bool is_answered(const UnixAddress& address)
{
    const auto probe = unix_socket();
    if (address.connect(probe))
        return true;
    if (errno == ECONNREFUSED || errno == ENOENT)
        return false;
    if (errno == EAGAIN || errno == EPROTOTYPE) // its queue is full, or it is of another type
        return true;
    const int reason = errno;
    throw system_error("is a socket that cannot be connected to", reason);
}

void remove_left_over(const UnixAddress& address, const std::string& path)
{
    struct stat status {};
    if (lstat(path.c_str(), &status) != 0)
        return; // it has gone
    if (!S_ISSOCK(status.st_mode))
        throw Error("is not a socket, but a " + std::string(kind_of(status.st_mode)));
    if (is_answered(address))
        fail(EADDRINUSE);
    if (unlink(path.c_str()) != 0 && errno != ENOENT)
        throw system_error("remove the socket, which nobody answers on", errno);
}

/// Binds to a name that nobody has; a path is never replaced.
void bind_or_fail(const FileDescriptor& fd, const UnixAddress& address)
{
    if (!address.bind(fd))
        fail(errno);
}

void listen_or_fail(const FileDescriptor& fd)
{
    if (listen(fd.get(), SOMAXCONN) != 0)
        fail(errno);
}

IpcListener listen_at_name(const std::string& name)
{
    auto fd = unix_socket();
    bind_or_fail(fd, UnixAddress(name));
    listen_or_fail(fd);
    return {std::move(fd), SocketFile(), name};
}

IpcListener listen_at_path(const std::string& path, const std::string& own_folder)
{
    const UnixAddress address(path);
    const auto folder = folder_of(path);
    const auto lock = lock_folder(folder);
    if (lock.get() < 0 && errno != EACCES)
        throw system_error("folder " + folder, errno);
    auto fd = unix_socket();
    if (!address.bind(fd)) {
        if (errno != EADDRINUSE)
            fail(errno);
        remove_left_over(address, path);
        bind_or_fail(fd, address);
    }
    SocketFile file(path, own_folder);
    listen_or_fail(fd);
    return {std::move(fd), std::move(file), path};
}

IpcListener listen_in_new_folder()
{
    const std::string file = "/socket";
    auto folder = (fs::temp_directory_path() / "zws-XXXXXX").string();
    static_cast<void>(UnixAddress(folder + file)); // it has to fit, before anything is made
    if (mkdtemp(folder.data()) == nullptr)
        throw system_error("make the folder " + folder, errno);
    return listen_at_path(folder + file, folder);
}

} // namespace

SocketFile::SocketFile(std::string path, std::string folder)
    : path_(std::move(path)),
      folder_(std::move(folder)),
      pin_(::open(path_.c_str(), O_PATH | O_NOFOLLOW | O_CLOEXEC))
{
}

SocketFile::~SocketFile()
{
    if (pin_.get() < 0)
        return;
    const auto lock = lock_folder(folder_of(path_));
    if (is_ours())
        unlink(path_.c_str());
    if (!folder_.empty())
        rmdir(folder_.c_str());
}

bool SocketFile::is_ours() const
{
    struct stat ours {};
    struct stat there {};
    return fstat(pin_.get(), &ours) == 0 && lstat(path_.c_str(), &there) == 0 &&
           ours.st_dev == there.st_dev && ours.st_ino == there.st_ino;
}

IpcListener IpcListener::at(const std::string& name)
{
    if (name == "*")
        return listen_in_new_folder();
    return name.starts_with('@') ? listen_at_name(name) : listen_at_path(name, "");
}

} // namespace zws
