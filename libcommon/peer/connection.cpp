// SPDX-License-Identifier: MIT
#include "libcommon/peer/connection.hpp"

#include <array>
#include <linux/sockios.h>
#include <linux/tcp.h>
#include <netdb.h>
#include <netinet/in.h>
#include <optional>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/stat.h>

namespace zws {

namespace {

/// None where it is not a connection of TCP.
std::optional<tcp_info> what_tcp_knows(int fd)
{
    tcp_info info{};
    socklen_t size = sizeof info;
    return getsockopt(fd, IPPROTO_TCP, TCP_INFO, &info, &size) == 0 ? std::make_optional(info) : std::nullopt;
}

} // namespace

std::string other_end(int fd)
{
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    auto* const generic = reinterpret_cast<sockaddr*>(&address);
    std::array<char, NI_MAXHOST> host{};
    std::array<char, NI_MAXSERV> port{};
    if (getpeername(fd, generic, &size) != 0 ||
        (address.ss_family != AF_INET && address.ss_family != AF_INET6) ||
        getnameinfo(generic, size, host.data(), host.size(), port.data(), port.size(),
                    NI_NUMERICHOST | NI_NUMERICSERV) != 0)
        return "";
    const bool six = address.ss_family == AF_INET6;
    return std::string("tcp://") + (six ? "[" : "") + host.data() + (six ? "]:" : ":") + port.data();
}

std::uint64_t received(int fd)
{
    const auto info = what_tcp_knows(fd);
    return info ? info->tcpi_bytes_received : 0;
}

bool has_vanished(int fd)
{
    constexpr int most_retransmits = 7; // after 0.2, 0.4, ... 12.8 s
    const auto info = what_tcp_knows(fd);
    return info && info->tcpi_unacked > 0 && info->tcpi_retransmits >= most_retransmits;
}

bool has_arrived(int fd)
{
    pollfd item{fd, POLLRDHUP, 0}; // the ends of a connection are told in any case
    int left = 0;
    return ::poll(&item, 1, 0) == 0 && ioctl(fd, SIOCOUTQ, &left) == 0 && left == 0;
}

PeerConnection::PeerConnection(int fd)
{
    struct stat status {};
    number_ = fstat(fd, &status) == 0 && S_ISSOCK(status.st_mode) ? status.st_ino : 0;
}

} // namespace zws
