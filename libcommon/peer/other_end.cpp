// SPDX-License-Identifier: MIT
#include "libcommon/peer/other_end.hpp"

#include <array>
#include <netdb.h>
#include <sys/socket.h>

namespace zws {

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

} // namespace zws
