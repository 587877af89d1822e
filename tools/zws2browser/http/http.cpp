// SPDX-License-Identifier: MIT
#include "tools/zws2browser/http/http.hpp"

#include <array>
#include <ctime>
#include <utility>

namespace zws::browser {

namespace {

/// The page runs its own scripts only, and talks to its own server only. In whose frames it may be shown
/// follows.
constexpr auto content_security_policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src "
                                         "'self' data:; connect-src 'self'; base-uri 'none'; "
                                         "form-action 'none'; frame-ancestors";

void set_content_security_policy(Response& response, const std::string& frame_ancestors)
{
    response.set("Content-Security-Policy", content_security_policy + frame_ancestors);
}

/// Now, in the form of RFC 9110 section 5.6.7.
std::string date()
{
    const std::time_t now = std::time(nullptr);
    std::tm parts{};
    gmtime_r(&now, &parts);
    std::array<char, 32> text{};
    const auto size = std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S GMT", &parts);
    return {text.data(), size};
}

} // namespace

Response make_response(http::status status, std::string_view content_type, std::string body)
{
    return make_response(status, content_type, Content::of(std::move(body)));
}

Response make_response(http::status status, std::string_view content_type, Content body)
{
    Response response{status, 11};
    response.set(http::field::server, "zws2browser");
    response.set(http::field::date, date()); // RFC 9110 section 6.6.1
    response.set(http::field::content_type, content_type);
    response.set(http::field::cache_control, "no-store");
    set_content_security_policy(response, " 'none'");
    response.set("X-Content-Type-Options", "nosniff");
    response.set("Referrer-Policy", "no-referrer");
    response.set("Cross-Origin-Resource-Policy", "same-origin");
    response.body() = std::move(body);
    response.prepare_payload();
    return response;
}

void allow_embedding(Response& response, const std::vector<std::string>& sites)
{
    std::string all;
    for (const auto& site : sites)
        all += ' ' + site;
    set_content_security_policy(response, all);
}

Response make_refusal(http::status status, std::string_view reason)
{
    return make_response(status, "text/plain; charset=utf-8", std::string(reason) + '\n');
}

Response refuse_for_want_of_room(std::string_view reason)
{
    auto refusal = make_refusal(http::status::service_unavailable, reason);
    refusal.set(http::field::retry_after, "10");
    return refusal;
}

} // namespace zws::browser
