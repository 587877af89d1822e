// SPDX-License-Identifier: MIT
#include "tools/zws2browser/http/request_target.hpp"

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

} // namespace zws::browser
