// SPDX-License-Identifier: MIT
#include "tools/zws2browser/pages.hpp"

namespace zws::browser {

Response answer_page(const Site& site, const Request& request, const RequestTarget& target)
{
    if (request.method() != http::verb::get && request.method() != http::verb::head) {
        auto refusal = make_refusal(http::status::method_not_allowed, "only GET and HEAD");
        refusal.set(http::field::allow, "GET, HEAD");
        return refusal;
    }
    auto file = site.find(target.path);
    if (!file)
        return make_refusal(http::status::not_found, "there is nothing at this path");
    return make_response(http::status::ok, file->content_type, std::move(file->content));
}

} // namespace zws::browser
