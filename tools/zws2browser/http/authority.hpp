// SPDX-License-Identifier: MIT
#pragma once

#include <boost/asio/ip/address.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace zws::browser {

/// A host and maybe a port, as the Host header names them (RFC 9110 section 7.2).
struct Authority {
    std::string host;                  ///< lower case; an IP address in its usual form, without brackets
    std::optional<std::uint16_t> port; ///< as written; none: the scheme's

    bool operator==(const Authority&) const = default;
};

/// An origin as browsers send it (RFC 6454 section 6.1); the port is always there.
struct Origin {
    std::string scheme; ///< "http" or "https"
    Authority authority;

    bool operator==(const Origin&) const = default;
};

/// Nothing if it is not a host with an optional port, or has user information or percent-encoding in it.
std::optional<Authority> parse_authority(std::string_view text);

/// Nothing for "null" and for what is not "http://HOST" or "https://HOST" with an optional port.
std::optional<Origin> parse_origin(std::string_view text);

/// The origin of pages that this scheme and authority have.
Origin origin_of(std::string scheme, Authority authority);

/// An address without the IPv6 form of IPv4 (RFC 4291 section 2.5.5.2).
boost::asio::ip::address unmapped(const boost::asio::ip::address& address);

/// Whether a host is "localhost", a name in it (RFC 6761 section 6.3) or a loopback address.
bool is_loopback(const std::string& host);

} // namespace zws::browser
