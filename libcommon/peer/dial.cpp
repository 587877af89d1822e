// SPDX-License-Identifier: MIT
#include "libcommon/peer/dial.hpp"

#include "libcommon/os/poll.hpp"
#include "libcommon/text/host_port.hpp"

#include <array>
#include <cerrno>
#include <cstddef>
#include <cstring>
#include <memory>
#include <netdb.h>
#include <string_view>
#include <sys/socket.h>
#include <sys/un.h>

namespace zws {

namespace {

using Clock = std::chrono::steady_clock;

std::string text_of(int error)
{
    return std::strerror(error); // NOLINT(concurrency-mt-unsafe): glibc's is safe for known errors
}

std::string reason_of(int error)
{
    return error == ECONNREFUSED ? text_of(error) + ": nobody listens there" : text_of(error);
}

int finish(int fd, Clock::time_point due)
{
    std::array<zmq::pollitem_t, 1> items{{{nullptr, fd, ZMQ_POLLOUT, 0}}};
    poll(items, due);
    int error = ETIMEDOUT;
    socklen_t size = sizeof error;
    if (items[0].revents != 0)
        getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &size);
    return error;
}

FileDescriptor connect_to(const sockaddr* address, socklen_t size, Clock::time_point due)
{
    FileDescriptor peer(socket(address->sa_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    if (peer.get() < 0)
        throw Unreachable(text_of(errno));
    int error = connect(peer.get(), address, size) == 0 ? 0 : errno;
    if (error == EINPROGRESS)
        error = finish(peer.get(), due);
    if (error != 0)
        throw Unreachable(reason_of(error));
    return peer;
}

using Addresses = std::unique_ptr<addrinfo, decltype(&freeaddrinfo)>;

/// As libzmq does it.
Addresses resolve(const std::string& host, const std::string& port, bool ipv6)
{
    addrinfo hints{};
    hints.ai_family = ipv6 ? AF_UNSPEC : AF_INET;
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* found = nullptr;
    const int failure = getaddrinfo(host.c_str(), port.c_str(), &hints, &found);
    if (failure != 0)
        throw Unreachable("the name '" + host + "' is not resolved: " + gai_strerror(failure));
    return {found, &freeaddrinfo};
}

FileDescriptor dial_tcp(std::string_view where, bool ipv6, Clock::time_point due)
{
    if (const auto source = where.find(';'); source != std::string_view::npos)
        where.remove_prefix(source + 1);
    const auto to = split_host_port(where);
    const auto found = resolve(std::string(to.host), std::string(to.port.value_or("")), ipv6);
    return connect_to(found->ai_addr, found->ai_addrlen, due);
}

FileDescriptor dial_ipc(std::string_view path, Clock::time_point due)
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.size() >= sizeof address.sun_path)
        throw Unreachable(text_of(ENAMETOOLONG));
    path.copy(static_cast<char*>(address.sun_path), path.size());
    if (path.starts_with('@')) // a name that is not a file
        address.sun_path[0] = '\0';
    const auto size = offsetof(sockaddr_un, sun_path) + path.size() + (path.starts_with('@') ? 0 : 1);
    return connect_to(reinterpret_cast<const sockaddr*>(&address), static_cast<socklen_t>(size), due);
}

} // namespace

FileDescriptor dial(const std::string& address, bool ipv6, Clock::time_point due)
{
    const std::string_view text = address;
    if (text.starts_with("ipc://"))
        return dial_ipc(text.substr(6), due);
    return dial_tcp(text.substr(text.find("://") + 3), ipv6, due);
}

} // namespace zws
