// SPDX-License-Identifier: MIT
#include "tools/zrelay/http_request.hpp"

#include "libcommon/text/character.hpp"
#include "libcommon/text/host_port.hpp"

#include <algorithm>
#include <vector>

namespace zws::relay {

namespace {

std::string answer(std::string_view status, std::string_view type, std::string_view content,
                   bool with_content)
{
    std::string out = "HTTP/1.1 ";
    out.append(status).append("\r\nContent-Type: ").append(type);
    out.append("\r\nContent-Length: ").append(std::to_string(content.size()));
    out += "\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n";
    if (with_content)
        out += content;
    return out;
}

/// The next word of a request line, which single spaces separate.
std::string_view take_word(std::string_view& line)
{
    const auto space = line.find(' ');
    const auto word = line.substr(0, space);
    line.remove_prefix(space == std::string_view::npos ? line.size() : space + 1);
    return word;
}

/// What the fields of this name have, without white space around it.
std::vector<std::string_view> values_of(std::string_view wanted, std::string_view head)
{
    constexpr std::string_view blank = " \t";
    std::vector<std::string_view> values;
    for (auto end = head.find("\r\n"); end != std::string_view::npos; end = head.find("\r\n")) {
        head.remove_prefix(end + 2);
        const auto line = head.substr(0, head.find("\r\n"));
        const auto colon = std::min(line.find(':'), line.size());
        if (colon == line.size() || !equal_but_for_case(line.substr(0, colon), wanted))
            continue;
        const auto value = line.substr(colon + 1);
        const auto first = std::min(value.find_first_not_of(blank), value.size());
        values.push_back(value.substr(first, value.find_last_not_of(blank) + 1 - first));
    }
    return values;
}

/// Whether a host, maybe with a port, is localhost, a name in it (RFC 6761 section 6.3), or an IP address.
bool is_local(std::string_view host)
{
    const auto [name, bracketed, port] = split_host_port(host);
    if (bracketed)
        return true;
    constexpr std::string_view local = ".localhost";
    return equal_but_for_case(name, local.substr(1)) ||
           (name.size() > local.size() &&
            equal_but_for_case(name.substr(name.size() - local.size()), local)) ||
           name.find_first_not_of("0123456789.") == std::string_view::npos;
}

} // namespace

std::string http_answer(std::string_view head, std::string_view metrics, Hosts hosts)
{
    constexpr std::string_view plain = "text/plain; charset=utf-8";
    auto line = head.substr(0, head.find("\r\n"));
    const auto method = take_word(line);
    auto target = take_word(line);
    target = target.substr(0, target.find('?'));
    if (method.empty() || !target.starts_with('/') || !line.starts_with("HTTP/1."))
        return answer("400 Bad Request", plain, "bad request\n", true);
    const auto named = values_of("host", head);
    if (named.size() > 1 || (named.empty() && line != "HTTP/1.0"))
        return answer("400 Bad Request", plain, "one Host header is needed\n", true);
    if (hosts == Hosts::local && !named.empty() && !is_local(named.front()))
        return answer("403 Forbidden", plain, "this Host is not served here\n", true);
    if (method != "GET" && method != "HEAD")
        return answer("405 Method Not Allowed\r\nAllow: GET, HEAD", plain, "GET or HEAD\n", true);
    if (target != "/metrics")
        return answer("404 Not Found", plain, "only /metrics is here\n", method == "GET");
    return answer("200 OK", "text/plain; version=0.0.4; charset=utf-8", metrics, method == "GET");
}

} // namespace zws::relay
