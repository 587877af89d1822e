// SPDX-License-Identifier: MIT
#include "libcommon/cli/listen_address.hpp"

#include "libcommon/text/host_port.hpp"

#include <arpa/inet.h>
#include <array>

namespace zws {

namespace {

constexpr const char* metavar = "HOST:PORT";

/// Without a host it is loopback, so that nothing is open to the network unless a host says so.
std::string parse_host(const HostPort& parts)
{
    std::string host(parts.host);
    if (!parts.bracketed && (host.empty() || host == "localhost"))
        return "127.0.0.1";
    std::array<unsigned char, sizeof(in6_addr)> address{};
    if (inet_pton(parts.bracketed ? AF_INET6 : AF_INET, host.c_str(), address.data()) != 1)
        throw std::invalid_argument(
            "the host is not an IP address (127.0.0.1:PORT, [::1]:PORT, or 0.0.0.0:PORT for "
            "all interfaces)");
    return host;
}

} // namespace

std::string ListenAddress::shown() const
{
    const bool six = host.find(':') != std::string::npos;
    return (six ? '[' + host + ']' : host) + ':' + std::to_string(port);
}

ListenAddress parse_listen_address(std::string_view text)
{
    const auto parts = split_host_port(text);
    const auto host = parse_host(parts.port ? parts : HostPort());
    const auto port = port_number(parts.port.value_or(text));
    if (!port)
        throw std::invalid_argument("the port is not a number from 0 to 65535 (HOST:PORT or PORT)");
    return {host, *port};
}

Value listen_address(ListenAddress& target)
{
    return {[&target](std::string_view text) { target = parse_listen_address(text); },
            metavar,
            target.shown(),
            {}};
}

Value listen_address(std::optional<ListenAddress>& target)
{
    return {[&target](std::string_view text) { target = parse_listen_address(text); }, metavar, "", {}};
}

} // namespace zws
