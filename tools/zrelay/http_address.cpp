// SPDX-License-Identifier: MIT
#include "tools/zrelay/http_address.hpp"

#include "libcommon/option.hpp"

#include <arpa/inet.h>
#include <array>
#include <stdexcept>

namespace zws::relay {

std::string HttpAddress::described() const
{
    const bool ipv6 = host.find(':') != std::string::npos;
    return (ipv6 ? '[' + host + ']' : host) + ':' + std::to_string(port);
}

HttpAddress parse_http_address(std::string_view text)
{
    const auto colon = text.rfind(':');
    if (colon == std::string_view::npos)
        throw std::invalid_argument("not HOST:PORT");
    auto host = std::string(text.substr(0, colon));
    if (host == "localhost")
        host = "127.0.0.1";
    const bool bracketed = host.size() > 2 && host.front() == '[' && host.back() == ']';
    if (bracketed)
        host = host.substr(1, host.size() - 2);
    std::array<unsigned char, sizeof(in6_addr)> bytes{};
    if (inet_pton(bracketed ? AF_INET6 : AF_INET, host.c_str(), bytes.data()) != 1)
        throw std::invalid_argument("the host is no IP address (127.0.0.1 or [::1])");
    return {host, parse_number<std::uint16_t>(text.substr(colon + 1))};
}

} // namespace zws::relay
