// SPDX-License-Identifier: MIT
#include "libcommon/peer/endpoint.hpp"

#include "libcommon/text/host_port.hpp"

#include <stdexcept>

namespace zws {

namespace {

[[noreturn]] void bad(std::string_view address, const std::string& why)
{
    throw std::invalid_argument("'" + std::string(address) + "': " + why);
}

void check_port(Endpoint::Side side, std::string_view address, std::string_view port)
{
    if (side == Endpoint::Side::bind && port == "*")
        return;
    const auto number = port_number(port);
    if (!number)
        bad(address, "the port is not a number from 0 to 65535");
    if (side == Endpoint::Side::connect && number == 0)
        bad(address, "port 0 cannot be connected to");
}

void check_tcp(Endpoint::Side side, std::string_view address, std::string_view host_port)
{
    const auto [host, bracketed, port] = split_host_port(host_port);
    if (!port)
        bad(address, "no port (tcp://HOST:PORT)");
    if (host.empty())
        bad(address, "no host (tcp://HOST:PORT)");
    if (!bracketed && host.find(':') != std::string_view::npos && host.find(';') == std::string_view::npos)
        bad(address, "an IPv6 address stands in brackets (tcp://[::1]:PORT)");
    if (side == Endpoint::Side::connect && host == "*")
        bad(address, "'*' is a host to bind to, not to connect to");
    check_port(side, address, *port);
}

} // namespace

std::string Endpoint::described() const
{
    return (side == Side::bind ? "bind " : "connect ") + address;
}

bool names_transport(std::string_view text)
{
    return text.find("://") != std::string_view::npos;
}

std::string meant_endpoint(Endpoint::Side side, std::string_view text)
{
    if (text.starts_with(':'))
        text.remove_prefix(1);
    const bool has_host = text.find(':') != std::string_view::npos;
    try {
        const auto address = "tcp://" + std::string(has_host ? "" : "127.0.0.1:") + std::string(text);
        return parse_endpoint(side, address).address;
    } catch (const std::invalid_argument&) {
        return "";
    }
}

Endpoint parse_endpoint(Endpoint::Side side, std::string_view address)
{
    const auto mark = address.find("://");
    if (mark == std::string_view::npos) {
        const auto meant = meant_endpoint(side, address);
        bad(address, "not an endpoint (" +
                         (meant.empty() ? "tcp://HOST:PORT or ipc://PATH)" : "did you mean " + meant + "?)"));
    }
    const auto transport = address.substr(0, mark);
    const auto rest = address.substr(mark + 3);
    if (transport != "tcp" && transport != "ipc" && transport != "inproc")
        bad(address, "unknown transport '" + std::string(transport) + "' (tcp or ipc)");
    if (rest.empty())
        bad(address, "nothing after '://'");
    if (transport == "tcp")
        check_tcp(side, address, rest);
    return {side, std::string(address)};
}

} // namespace zws
