// SPDX-License-Identifier: MIT
#include "tools/zws2browser/http/host_check.hpp"

#include <algorithm>

namespace zws::browser {

std::optional<Response> HostCheck::refuse(const Request& request, const boost::asio::ip::address& local) const
{
    const auto hosts = request.count(http::field::host);
    if (hosts == 0 && request.version() < 11 && request.count(http::field::origin) == 0)
        return std::nullopt; // no browser
    if (hosts != 1)
        return make_refusal(http::status::bad_request, "one Host header is needed");
    const auto host = parse_authority(request[http::field::host]);
    if (!host)
        return make_refusal(http::status::bad_request, "Host is not a host with an optional port");
    if (!knows(*host, local))
        return make_refusal(http::status::forbidden, "this Host is not served here (--allow-host)");
    if (request.count(http::field::origin) == 0)
        return std::nullopt;
    const auto origin = parse_origin(request[http::field::origin]);
    if (request.count(http::field::origin) > 1 || !origin || !admits(*origin, *host))
        return make_refusal(http::status::forbidden, "this Origin is not let in (--allow-origin)");
    return std::nullopt;
}

bool HostCheck::knows(const Authority& host, const boost::asio::ip::address& local) const
{
    return is_loopback(host.host) || host.host == unmapped(local).to_string() ||
           std::any_of(hosts_.begin(), hosts_.end(), [&host](const Authority& allowed) {
               return allowed.host == host.host && (!allowed.port || allowed.port == host.port);
           });
}

bool HostCheck::admits(const Origin& origin, const Authority& host) const
{
    return origin == origin_of(scheme_, host) || origin == origin_of(scheme_, {host.host, page_port_}) ||
           std::find(origins_.begin(), origins_.end(), origin) != origins_.end();
}

} // namespace zws::browser
