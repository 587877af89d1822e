// SPDX-License-Identifier: MIT
#include "tools/zrelay/http_request.hpp"

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

} // namespace

std::string http_answer(std::string_view head, std::string_view metrics)
{
    constexpr std::string_view plain = "text/plain; charset=utf-8";
    auto line = head.substr(0, head.find("\r\n"));
    const auto method = take_word(line);
    auto target = take_word(line);
    target = target.substr(0, target.find('?'));
    if (method.empty() || !target.starts_with('/') || !line.starts_with("HTTP/1."))
        return answer("400 Bad Request", plain, "bad request\n", true);
    if (method != "GET" && method != "HEAD")
        return answer("405 Method Not Allowed\r\nAllow: GET, HEAD", plain, "GET or HEAD\n", true);
    if (target != "/metrics")
        return answer("404 Not Found", plain, "only /metrics is here\n", method == "GET");
    return answer("200 OK", "text/plain; version=0.0.4; charset=utf-8", metrics, method == "GET");
}

} // namespace zws::relay
