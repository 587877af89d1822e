// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zws2browser/http/http.hpp"

#include <boost/asio/ip/address.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

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

/// A site as the list of frame-ancestors names it (Content Security Policy Level 3): "*", which is any, or an
/// origin, without the port that its scheme has anyway. Nothing for what is neither, and for addresses of
/// IPv6, which have no form there.
std::optional<std::string> parse_frame_ancestor(std::string_view text);

/// The origin of pages that this scheme and authority have.
Origin origin_of(std::string scheme, Authority authority);

/// An address without the IPv6 form of IPv4 (RFC 4291 section 2.5.5.2).
boost::asio::ip::address unmapped(const boost::asio::ip::address& address);

/// Whether a host is "localhost", a name in it (RFC 6761 section 6.3) or a loopback address.
bool is_loopback(const std::string& host);

/// Keeps pages of other sites out: those that have a browser believe that their name is our address (DNS
/// rebinding, which Host shows), and those that open our address themselves (Origin, RFC 6455 section 10.2).
class HostCheck {
public:
    /// `hosts` and `origins` are let in too; a host without a port stands for all its ports. `scheme`: the
    /// page's.
    HostCheck(std::vector<Authority> hosts, std::vector<Origin> origins, std::string scheme)
        : hosts_(std::move(hosts)), origins_(std::move(origins)), scheme_(std::move(scheme))
    {
    }

    /// The port of the page, whose scripts may use the other port of the same host. Set before any request.
    void set_page_port(std::uint16_t port) { page_port_ = port; }

    /// The answer to a request that must not pass: 400 where Host is missing, repeated or malformed (RFC 9112
    /// section 3.2), else 403. `local`: the address at which the connection came in.
    std::optional<Response> refuse(const Request& request, const boost::asio::ip::address& local) const;

private:
    bool knows(const Authority& host, const boost::asio::ip::address& local) const;
    bool admits(const Origin& origin, const Authority& host) const;

    std::vector<Authority> hosts_;
    std::vector<Origin> origins_;
    std::string scheme_;
    std::uint16_t page_port_ = 0;
};

} // namespace zws::browser
