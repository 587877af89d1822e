// SPDX-License-Identifier: MIT
#include "libcommon/zmtp/listener.hpp"

#include "libcommon/error.hpp"

#include <arpa/inet.h>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstdint>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

namespace zws::zmtp {

namespace {

constexpr int backlog = 100; // as in libzmq
constexpr std::string_view tcp = "tcp://";

/// An IPv4 or IPv6 address in the form in which the kernel takes it.
struct TcpAddress {
    sockaddr_storage storage{};
    socklen_t size = sizeof storage;

    sockaddr* get() { return reinterpret_cast<sockaddr*>(&storage); }
    sockaddr_in& v4() { return reinterpret_cast<sockaddr_in&>(storage); }
    sockaddr_in6& v6() { return reinterpret_cast<sockaddr_in6&>(storage); }
};

std::optional<std::uint16_t> port_number(std::string_view text)
{
    std::uint16_t port = 0;
    if (text == "*")
        return port;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
    return error == std::errc{} && end == text.data() + text.size() ? std::optional(port) : std::nullopt;
}

/// Of "tcp://HOST:PORT"; none if HOST is no number.
std::optional<TcpAddress> parse_tcp(std::string_view address)
{
    const auto colon = address.rfind(':');
    if (!address.starts_with(tcp) || colon < tcp.size())
        return std::nullopt;
    const auto port = port_number(address.substr(colon + 1));
    std::string host(address.substr(tcp.size(), colon - tcp.size()));
    if (!port)
        return std::nullopt;
    TcpAddress out;
    const bool bracketed = host.size() > 2 && host.front() == '[' && host.back() == ']';
    if (bracketed) {
        host = host.substr(1, host.size() - 2);
        out.v6().sin6_family = AF_INET6;
        out.v6().sin6_port = htons(*port);
        out.size = sizeof(sockaddr_in6);
    } else {
        host = host == "*" ? "0.0.0.0" : host;
        out.v4().sin_family = AF_INET;
        out.v4().sin_port = htons(*port);
        out.size = sizeof(sockaddr_in);
    }
    void* const number = bracketed ? static_cast<void*>(&out.v6().sin6_addr) : &out.v4().sin_addr;
    return inet_pton(out.storage.ss_family, host.c_str(), number) == 1 ? std::optional(out) : std::nullopt;
}

std::string text_of(TcpAddress address)
{
    std::array<char, INET6_ADDRSTRLEN> text{};
    const bool v6 = address.storage.ss_family == AF_INET6;
    const void* const number =
        v6 ? static_cast<const void*>(&address.v6().sin6_addr) : &address.v4().sin_addr;
    inet_ntop(address.storage.ss_family, number, text.data(), text.size());
    const auto port = std::to_string(ntohs(v6 ? address.v6().sin6_port : address.v4().sin_port));
    return std::string(tcp) + (v6 ? "[" : "") + text.data() + (v6 ? "]:" : ":") + port;
}

} // namespace

bool Listener::takes(const Endpoint& endpoint)
{
    return endpoint.side == Endpoint::Side::bind && parse_tcp(endpoint.address).has_value();
}

Listener::Listener(const Endpoint& endpoint) : endpoint_(endpoint)
{
    auto where = parse_tcp(endpoint.address).value();
    fd_ = FileDescriptor(socket(where.storage.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    const int yes = 1;
    const bool good = fd() >= 0 && setsockopt(fd(), SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes) == 0 &&
                      bind(fd(), where.get(), where.size) == 0 && listen(fd(), backlog) == 0 &&
                      getsockname(fd(), where.get(), &where.size) == 0;
    if (!good)
        throw system_error(endpoint.described(), errno);
    endpoint_.address = text_of(where);
}

std::optional<Listener::Connection> Listener::accept()
{
    TcpAddress peer;
    FileDescriptor connection;
    do
        connection = FileDescriptor(accept4(fd(), peer.get(), &peer.size, SOCK_NONBLOCK | SOCK_CLOEXEC));
    while (connection.get() < 0 && (errno == ECONNABORTED || errno == EINTR));
    if (connection.get() < 0) {
        if (errno == EAGAIN || errno == EWOULDBLOCK)
            return std::nullopt;
        throw system_error("accept " + endpoint_.address, errno);
    }
    const int yes = 1;
    setsockopt(connection.get(), IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes); // a bunch goes at once
    return Connection{std::move(connection), text_of(peer)};
}

} // namespace zws::zmtp
