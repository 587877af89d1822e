// SPDX-License-Identifier: MIT
#include "tools/zrelay/zmtp/listener.hpp"

#include "libcommon/error.hpp"
#include "tools/zrelay/tcp_address.hpp"

#include <cerrno>
#include <charconv>
#include <cstdint>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

namespace zws::relay::zmtp {

namespace {

constexpr int backlog = 100; // as in libzmq
constexpr std::string_view tcp = "tcp://";

std::optional<std::uint16_t> port_number(std::string_view text)
{
    std::uint16_t port = 0;
    if (text == "*")
        return port;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
    return error == std::errc{} && end == text.data() + text.size() ? std::optional(port) : std::nullopt;
}

/// Of "tcp://HOST:PORT"; none if HOST is not an IP address.
std::optional<TcpAddress> parse_tcp(std::string_view address)
{
    const auto colon = address.rfind(':');
    if (!address.starts_with(tcp) || colon < tcp.size())
        return std::nullopt;
    const auto port = port_number(address.substr(colon + 1));
    const auto host = address.substr(tcp.size(), colon - tcp.size());
    return port ? TcpAddress::parse(host == "*" ? "0.0.0.0" : host, *port) : std::nullopt;
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
    const int yes = 1;
    setsockopt(connection.get(), IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes); // a bunch goes at once
    return Connection{std::move(connection), std::string(tcp) + peer.described()};
}

} // namespace zws::relay::zmtp
