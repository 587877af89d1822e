// SPDX-License-Identifier: MIT
#include "tools/zrelay/zmtp/listener.hpp"

#include "libcommon/os/error.hpp"
#include "libcommon/os/tcp_address.hpp"
#include "libcommon/text/host_port.hpp"

#include <cerrno>
#include <cstdint>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

namespace zws::relay::zmtp {

namespace {

constexpr int backlog = 100; // as in libzmq
constexpr std::string_view tcp = "tcp://";

/// Of "tcp://HOST:PORT"; none if HOST is not an IP address.
std::optional<TcpAddress> parse_tcp(std::string_view address)
{
    if (!address.starts_with(tcp))
        return std::nullopt;
    const auto [host, bracketed, port] = split_host_port(address.substr(tcp.size()));
    const auto number = port_number(port == "*" ? "0" : port.value_or(""));
    return number ? TcpAddress::parse(host == "*" ? "0.0.0.0" : host, *number) : std::nullopt;
}

/// Where it fails there is nothing to be done.
void set(int fd, int level, int option, int value)
{
    setsockopt(fd, level, option, &value, sizeof value);
}

/// Peers of ZMTP 3.0 and 2.0 answer no pings: a silent one that has vanished is found by TCP, after a minute
/// and a half.
void keep_alive(int fd)
{
    set(fd, SOL_SOCKET, SO_KEEPALIVE, 1);
    set(fd, IPPROTO_TCP, TCP_KEEPIDLE, 60);
    set(fd, IPPROTO_TCP, TCP_KEEPINTVL, 10);
    set(fd, IPPROTO_TCP, TCP_KEEPCNT, 3);
}

} // namespace

bool Listener::takes(const Endpoint& endpoint)
{
    return endpoint.side == Endpoint::Side::bind && parse_tcp(endpoint.address).has_value();
}

Listener::Listener(const Endpoint& endpoint) : endpoint_(endpoint)
{
    auto where = parse_tcp(endpoint.address).value();
    fd_ = where.listen(backlog);
    if (fd() < 0)
        throw system_error(endpoint.described(), errno);
    endpoint_.address = std::string(tcp) + where.described();
}

std::optional<Listener::Connection> Listener::accept()
{
    TcpAddress peer;
    FileDescriptor connection;
    do
        connection = peer.accept(fd());
    while (connection.get() < 0 && (errno == ECONNABORTED || errno == EINTR));
    if (connection.get() < 0) {
        if (errno == EAGAIN || errno == EWOULDBLOCK)
            return std::nullopt;
        throw system_error("accept " + endpoint_.address, errno);
    }
    set(connection.get(), IPPROTO_TCP, TCP_NODELAY, 1); // a bunch goes at once
    keep_alive(connection.get());
    return Connection{std::move(connection), std::string(tcp) + peer.described()};
}

} // namespace zws::relay::zmtp
