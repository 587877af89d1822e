// SPDX-License-Identifier: MIT
#include "libcommon/cli/listen_address.hpp"

#include <arpa/inet.h>
#include <array>

namespace zws {

namespace {

constexpr const char* metavar = "HOST:PORT";

bool is_address(int family, const std::string& text)
{
    std::array<unsigned char, sizeof(in6_addr)> address{};
    return inet_pton(family, text.c_str(), address.data()) == 1;
}

/// An empty `text` is loopback, so that nothing is open to the network unless a host says so.
std::string parse_host(std::string_view text)
{
    if (text.empty() || text == "localhost")
        return "127.0.0.1";
    const bool brackets = text.size() > 2 && text.front() == '[' && text.back() == ']';
    std::string host(brackets ? text.substr(1, text.size() - 2) : text);
    if (!is_address(brackets ? AF_INET6 : AF_INET, host))
        throw std::invalid_argument(
            "the host is not an IP address (127.0.0.1:PORT, [::1]:PORT, or 0.0.0.0:PORT for "
            "all interfaces)");
    return host;
}

std::uint16_t parse_port(std::string_view text)
{
    try {
        return parse_number<std::uint16_t>(text);
    } catch (const std::invalid_argument&) {
        throw std::invalid_argument("the port is not a number from 0 to 65535 (HOST:PORT or PORT)");
    }
}

} // namespace

std::string ListenAddress::shown() const
{
    const bool six = host.find(':') != std::string::npos;
    return (six ? '[' + host + ']' : host) + ':' + std::to_string(port);
}

ListenAddress parse_listen_address(std::string_view text)
{
    const auto colon = text.rfind(':');
    if (colon == std::string_view::npos)
        return {parse_host(""), parse_port(text)};
    return {parse_host(text.substr(0, colon)), parse_port(text.substr(colon + 1))};
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
