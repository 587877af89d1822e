// SPDX-License-Identifier: MIT
#include "tools/zws2browser/http/host_check.hpp"

#include "libcommon/text/host_port.hpp"

#include <algorithm>

namespace zws::browser {

namespace ip = boost::asio::ip;

namespace {

std::uint16_t default_port(const std::string& scheme)
{
    return scheme == "https" ? 443 : 80;
}

std::string lower_case(std::string_view text)
{
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return out;
}

/// Addresses that are written in different ways are the same.
std::string normal_host(const std::string& host)
{
    boost::system::error_code is_name;
    const auto address = ip::make_address(host, is_name);
    return is_name ? lower_case(host) : unmapped(address).to_string();
}

bool is_name(std::string_view text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
               c == '.' || c == '_';
    });
}

bool is_ipv6(std::string_view text)
{
    boost::system::error_code wrong;
    ip::make_address_v6(std::string(text), wrong);
    return !wrong && text.find('%') == std::string_view::npos;
}

} // namespace

std::optional<Authority> parse_authority(std::string_view text)
{
    const auto [host, bracketed, port] = split_host_port(text);
    const bool is_host = bracketed ? is_ipv6(host) : is_name(host);
    const bool has_port = port && !port->empty();
    const auto number = port_number(port.value_or(""));
    if (!is_host || (has_port && number.value_or(0) == 0))
        return std::nullopt;
    return Authority{normal_host(std::string(host)), number};
}

std::optional<Origin> parse_origin(std::string_view text)
{
    const auto mark = text.find("://");
    if (mark == std::string_view::npos)
        return std::nullopt;
    const auto scheme = lower_case(text.substr(0, mark));
    auto authority = parse_authority(text.substr(mark + 3));
    if ((scheme != "http" && scheme != "https") || !authority)
        return std::nullopt;
    return origin_of(scheme, std::move(*authority));
}

std::optional<std::string> parse_frame_ancestor(std::string_view text)
{
    if (text == "*")
        return "*";
    const auto origin = parse_origin(text);
    if (!origin || origin->authority.host.find(':') != std::string::npos)
        return std::nullopt;
    const auto& [host, port] = origin->authority;
    return origin->scheme + "://" + host +
           (port == default_port(origin->scheme) ? "" : ":" + std::to_string(*port));
}

Origin origin_of(std::string scheme, Authority authority)
{
    if (!authority.port)
        authority.port = default_port(scheme);
    return {std::move(scheme), std::move(authority)};
}

ip::address unmapped(const ip::address& address)
{
    return address.is_v6() && address.to_v6().is_v4_mapped()
               ? ip::make_address_v4(ip::v4_mapped, address.to_v6())
               : address;
}

bool is_loopback(const std::string& host)
{
    boost::system::error_code is_name;
    const auto address = ip::make_address(host, is_name);
    return is_name ? host == "localhost" || host.ends_with(".localhost") : unmapped(address).is_loopback();
}

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
