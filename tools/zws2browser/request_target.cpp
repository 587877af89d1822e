// SPDX-License-Identifier: MIT
#include "tools/zws2browser/request_target.hpp"

#include <boost/url/parse.hpp>
#include <stdexcept>

namespace zws::browser {

RequestTarget parse_request_target(std::string_view text)
{
    const auto url = boost::urls::parse_origin_form(text);
    if (!url)
        throw std::invalid_argument("the target is not a path");
    const std::string_view path = url->encoded_path();
    if (path.find("%2f") != std::string_view::npos || path.find("%2F") != std::string_view::npos)
        throw std::invalid_argument("an encoded slash in the path");
    boost::urls::encoding_opts plus_is_space;
    plus_is_space.space_as_plus = true;
    RequestTarget target{url->path(), {}};
    for (const auto& parameter : url->params(plus_is_space))
        target.query.emplace_back(parameter.key, parameter.value);
    return target;
}

} // namespace zws::browser
