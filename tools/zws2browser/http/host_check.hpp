// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zws2browser/http/authority.hpp"
#include "tools/zws2browser/http/http.hpp"

#include <optional>
#include <vector>

namespace zws::browser {

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
