// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/os/file_descriptor.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <sys/socket.h>

namespace zws {

/// An IP address and a port, in the form that the kernel takes (ip(7), ipv6(7)).
class TcpAddress {
public:
    /// `host`: "127.0.0.1", "::1"; none if it is not such an address.
    static std::optional<TcpAddress> parse(std::string_view host, std::uint16_t port);

    std::uint16_t port() const;

    /// Whether only this machine reaches it.
    bool is_loopback() const;

    /// "127.0.0.1:5000", "[::1]:5000"
    std::string described() const;

    /// Listens here, without blocking; port() is the actual one afterwards. With a negative descriptor errno
    /// says why not.
    FileDescriptor listen(int backlog);

    /// Accepts a connection that is waiting at `listener`, without blocking, and becomes the address it comes
    /// from. With a negative descriptor errno says why not: EAGAIN if none is waiting.
    FileDescriptor accept(int listener);

private:
    sockaddr* get() { return reinterpret_cast<sockaddr*>(&storage_); }

    sockaddr_storage storage_{};
    socklen_t size_ = sizeof storage_;
};

} // namespace zws
