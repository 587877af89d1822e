// SPDX-License-Identifier: MIT
#include "libcommon/os/tcp_address.hpp"

#include <arpa/inet.h>
#include <array>
#include <cerrno>
#include <netinet/in.h>

namespace zws {

namespace {

const sockaddr_in& v4(const sockaddr_storage& storage)
{
    return reinterpret_cast<const sockaddr_in&>(storage);
}

const sockaddr_in6& v6(const sockaddr_storage& storage)
{
    return reinterpret_cast<const sockaddr_in6&>(storage);
}

} // namespace

std::optional<TcpAddress> TcpAddress::parse(std::string_view host, std::uint16_t port)
{
    TcpAddress address;
    if (host.find(':') != std::string_view::npos) {
        auto& six = reinterpret_cast<sockaddr_in6&>(address.storage_);
        if (inet_pton(AF_INET6, std::string(host).c_str(), &six.sin6_addr) != 1)
            return std::nullopt;
        six.sin6_family = AF_INET6;
        six.sin6_port = htons(port);
        address.size_ = sizeof six;
        return address;
    }
    auto& four = reinterpret_cast<sockaddr_in&>(address.storage_);
    if (inet_pton(AF_INET, std::string(host).c_str(), &four.sin_addr) != 1)
        return std::nullopt;
    four.sin_family = AF_INET;
    four.sin_port = htons(port);
    address.size_ = sizeof four;
    return address;
}

std::uint16_t TcpAddress::port() const
{
    return ntohs(storage_.ss_family == AF_INET6 ? v6(storage_).sin6_port : v4(storage_).sin_port);
}

bool TcpAddress::is_loopback() const
{
    if (storage_.ss_family != AF_INET6)
        return ntohl(v4(storage_).sin_addr.s_addr) >> 24U == IN_LOOPBACKNET;
    const in6_addr& six = v6(storage_).sin6_addr;
    return IN6_IS_ADDR_LOOPBACK(&six) || (IN6_IS_ADDR_V4MAPPED(&six) && six.s6_addr[12] == IN_LOOPBACKNET);
}

std::string TcpAddress::described() const
{
    std::array<char, INET6_ADDRSTRLEN> text{};
    const auto end = ':' + std::to_string(port());
    if (storage_.ss_family == AF_INET6) {
        inet_ntop(AF_INET6, &v6(storage_).sin6_addr, text.data(), text.size());
        return std::string("[") + text.data() + ']' + end;
    }
    inet_ntop(AF_INET, &v4(storage_).sin_addr, text.data(), text.size());
    return text.data() + end;
}

FileDescriptor TcpAddress::listen(int backlog)
{
    FileDescriptor fd(socket(storage_.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    const int yes = 1;
    const bool good = fd.get() >= 0 &&
                      setsockopt(fd.get(), SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes) == 0 &&
                      bind(fd.get(), get(), size_) == 0 && ::listen(fd.get(), backlog) == 0 &&
                      getsockname(fd.get(), get(), &size_) == 0;
    if (good)
        return fd;
    const int why = errno;
    fd = FileDescriptor(); // whose close may change errno
    errno = why;
    return fd;
}

FileDescriptor TcpAddress::accept(int listener)
{
    size_ = sizeof storage_;
    return FileDescriptor(accept4(listener, get(), &size_, SOCK_NONBLOCK | SOCK_CLOEXEC));
}

} // namespace zws
