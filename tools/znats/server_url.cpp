// SPDX-License-Identifier: MIT
#include "tools/znats/server_url.hpp"

#include "libcommon/text/host_port.hpp"
#include "libcommon/text/number.hpp"

#include <stdexcept>

namespace zws::nats {

namespace {

constexpr std::string_view mark = "://";

void check_port(std::string_view text)
{
    try {
        static_cast<void>(parse_number<int>(text, {1, 65535}));
    } catch (const std::invalid_argument& wrong) {
        throw std::invalid_argument(std::string("port: ") + wrong.what());
    }
}

/// `text` is HOST, HOST:PORT, [ADDRESS] or [ADDRESS]:PORT.
void check_host(std::string_view text)
{
    const auto [host, bracketed, port] = split_host_port(text);
    if (!bracketed && host.starts_with('['))
        throw std::invalid_argument(host.find(']') == std::string_view::npos ? "no ']' after '['"
                                                                             : "only a port may follow ']'");
    if (host.empty())
        throw std::invalid_argument("no host (nats://HOST:PORT)");
    if (host.find_first_of("/?#") != std::string_view::npos)
        throw std::invalid_argument("more than a host and a port");
    if (!bracketed && host.find(':') != std::string_view::npos)
        throw std::invalid_argument("an IPv6 address stands in brackets (nats://[::1]:PORT)");
    if (port)
        check_port(*port);
}

} // namespace

void check_url(std::string_view url)
{
    const auto at = url.find(mark);
    const auto scheme = url.substr(0, at);
    if (at == std::string_view::npos || (scheme != "nats" && scheme != "tls"))
        throw std::invalid_argument("not nats://HOST:PORT or tls://HOST:PORT");
    if (url.find_first_of(" \t\r\n,") != std::string_view::npos)
        throw std::invalid_argument("one address has no white space or comma; the option can be repeated");
    auto rest = url.substr(at + mark.size());
    if (const auto user = rest.rfind('@'); user != std::string_view::npos)
        rest.remove_prefix(user + 1);
    if (rest.ends_with('/'))
        rest.remove_suffix(1);
    check_host(rest);
}

std::string shown(std::string_view url)
{
    const auto scheme = url.find(mark);
    const auto host = scheme == std::string_view::npos ? 0 : scheme + mark.size();
    const auto user = url.rfind('@');
    if (user == std::string_view::npos || user < host)
        return std::string(url);
    return std::string(url.substr(0, host)).append(url.substr(user + 1));
}

std::string shown(const std::vector<std::string>& urls)
{
    std::string text;
    for (const auto& url : urls)
        text += (text.empty() ? "" : ", ") + shown(url);
    return text;
}

} // namespace zws::nats
