// SPDX-License-Identifier: MIT
#include "tools/zrelay/http_address.hpp"

#include "libcommon/option.hpp"

#include <cstdint>
#include <stdexcept>

namespace zws::relay {

TcpAddress parse_http_address(std::string_view text)
{
    const auto colon = text.rfind(':');
    if (colon == std::string_view::npos)
        throw std::invalid_argument("not HOST:PORT");
    auto host = text.substr(0, colon);
    if (host == "localhost")
        host = "127.0.0.1";
    const auto address = TcpAddress::parse(host, parse_number<std::uint16_t>(text.substr(colon + 1)));
    if (!address)
        throw std::invalid_argument("the host is not an IP address (127.0.0.1 or [::1])");
    return *address;
}

} // namespace zws::relay
