// SPDX-License-Identifier: MIT
#include "tools/zws2browser/http/request_target.hpp"

#include <algorithm>
#include <boost/beast/core/string.hpp>
#include <boost/url/parse.hpp>
#include <stdexcept>

namespace zws::browser {

namespace {

boost::urls::url_view parsed(std::string_view text)
{
    if (text.starts_with('/')) {
        if (const auto url = boost::urls::parse_origin_form(text))
            return *url;
    } else if (const auto url = boost::urls::parse_absolute_uri(text)) {
        const auto scheme = url->scheme_id();
        const bool http = scheme == boost::urls::scheme::http || scheme == boost::urls::scheme::https;
        if (http && !url->encoded_host().empty() && !url->has_userinfo())
            return *url;
    }
    throw std::invalid_argument("the target is not a path");
}

} // namespace

RequestTarget parse_request_target(std::string_view text)
{
    const auto url = parsed(text);
    const std::string_view path = url.encoded_path();
    if (path.find("%2f") != std::string_view::npos || path.find("%2F") != std::string_view::npos)
        throw std::invalid_argument("an encoded slash in the path");
    boost::urls::encoding_opts plus_is_space;
    plus_is_space.space_as_plus = true;
    RequestTarget target{std::string(url.encoded_host_and_port()), path.empty() ? "/" : url.path(), {}};
    for (const auto& parameter : url.params(plus_is_space))
        target.query.emplace_back(parameter.key, parameter.value);
    return target;
}

namespace {

bool is_forbidden(char c)
{
    return (static_cast<unsigned char>(c) < ' ' && c != '\r' && c != '\n' && c != '\t') || c == '\x7f';
}

/// Whether each carriage return is followed by a line feed, and each line feed follows one; a carriage return
/// at the end may still wait for its line feed.
bool has_whole_line_ends(std::string_view head)
{
    for (std::size_t i = 0; i < head.size(); ++i) {
        if (head[i] == '\n' && (i == 0 || head[i - 1] != '\r'))
            return false;
        if (head[i] == '\r' && i + 1 < head.size() && head[i + 1] != '\n')
            return false;
    }
    return true;
}

bool is_first_line(std::string_view line)
{
    return line.ends_with(" HTTP/1.1") || line.ends_with(" HTTP/1.0");
}

} // namespace

bool is_head_in_order(std::string_view head)
{
    const auto end = head.find("\r\n");
    return std::none_of(head.begin(), head.end(), is_forbidden) && has_whole_line_ends(head) &&
           head.find("\n ") == std::string_view::npos && head.find("\n\t") == std::string_view::npos &&
           (end == std::string_view::npos || is_first_line(head.substr(0, end)));
}

std::optional<Response> refuse_form(const Request& request)
{
    const auto lengths = request.count(http::field::content_length);
    const auto codings = request.count(http::field::transfer_encoding);
    if (lengths + codings > 1)
        return make_refusal(http::status::bad_request, "the length of the body is ambiguous");
    const auto length = request[http::field::content_length];
    if (!std::all_of(length.begin(), length.end(), [](char c) { return c >= '0' && c <= '9'; }))
        return make_refusal(http::status::bad_request, "Content-Length is not a number");
    if (codings == 1 && (request.version() < 11 ||
                         !boost::beast::iequals(request[http::field::transfer_encoding], "chunked")))
        return make_refusal(http::status::bad_request, "the only Transfer-Encoding is chunked, in HTTP/1.1");
    const auto [begin, end] = request.equal_range(http::field::expect);
    if (std::any_of(begin, end,
                    [](const auto& field) { return !boost::beast::iequals(field.value(), "100-continue"); }))
        return make_refusal(http::status::expectation_failed, "only 100-continue can be expected");
    return std::nullopt;
}

} // namespace zws::browser
