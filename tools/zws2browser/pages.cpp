// SPDX-License-Identifier: MIT
#include "tools/zws2browser/pages.hpp"

namespace zws::browser {

std::optional<Response> refuse_method(const Request& request)
{
    if (request.method() == http::verb::get || request.method() == http::verb::head)
        return std::nullopt;
    auto refusal = make_refusal(http::status::method_not_allowed, "only GET and HEAD");
    refusal.set(http::field::allow, "GET, HEAD");
    return refusal;
}

Response answer_page(const Site& site, const RequestTarget& target)
{
    auto file = site.find(target.path);
    if (!file)
        return make_refusal(http::status::not_found, "there is nothing at this path");
    return make_response(http::status::ok, file->content_type, std::move(file->content));
}

} // namespace zws::browser
