// SPDX-License-Identifier: MIT
#include "tools/zws2browser/http/token.hpp"

#include "libcommon/os/error.hpp"
#include "libcommon/os/small_file.hpp"

#include <algorithm>
#include <boost/beast/core/string.hpp>
#include <boost/url/parse.hpp>
#include <boost/url/url.hpp>
#include <iterator>

namespace zws::browser {

namespace {

constexpr std::string_view cookie_name = "zws_token";
constexpr std::size_t longest_token_file = 4096;

std::string_view trimmed(std::string_view text)
{
    const auto first = text.find_first_not_of(" \t\r\n");
    return first == std::string_view::npos ? std::string_view()
                                           : text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

/// Whether a cookie's value can have this character (RFC 6265 section 4.1.1).
bool fits_cookie(char c)
{
    return c > ' ' && c < '\x7f' && c != '"' && c != ',' && c != ';' && c != '\\';
}

/// The request's address without the token, relative to itself: it also holds with the prefix of a proxy, and
/// can name no other host.
std::string location_without_token(std::string_view target)
{
    boost::urls::url address(*boost::urls::parse_origin_form(target));
    address.params().erase("token");
    const std::string path(address.encoded_path().data(), address.encoded_path().size());
    std::string location = "./" + path.substr(path.rfind('/') + 1);
    if (const auto query = address.encoded_query(); !query.empty())
        location.append("?").append(query.data(), query.size());
    return location;
}

} // namespace

Token Token::from_file(const std::string& path, bool secure)
{
    if (path.empty())
        return {"", secure};
    const auto content = read_filled_file("--token-file", path, longest_token_file);
    const auto secret = trimmed(content);
    if (secret.empty() || !std::all_of(secret.begin(), secret.end(), fits_cookie))
        throw Error("--token-file " + path + ": not one word of printable ASCII without \" , ; \\");
    return {std::string(secret), secure};
}

std::optional<Response> Token::refuse(const Request& request, const RequestTarget& target) const
{
    if (secret_.empty() || is_shown(request, target))
        return std::nullopt;
    auto refusal = make_refusal(http::status::unauthorized, "a token is needed");
    refusal.set(http::field::www_authenticate, "Bearer realm=\"zws2browser\"");
    return refusal;
}

std::optional<Response> Token::move_to_cookie(const Request& request, const RequestTarget& target) const
{
    if (secret_.empty() || !is_in_query(target))
        return std::nullopt;
    auto response = make_refusal(http::status::see_other, "the token is in a cookie now");
    response.set(http::field::location, location_without_token(request.target()));
    response.set(http::field::set_cookie, std::string(cookie_name) + '=' + secret_ +
                                              "; Path=/; HttpOnly; SameSite=Strict" +
                                              (secure_ ? "; Secure" : ""));
    return response;
}

bool Token::is_shown(const Request& request, const RequestTarget& target) const
{
    constexpr std::string_view scheme = "Bearer ";
    const std::string_view given = request[http::field::authorization];
    const bool bearer = given.size() > scheme.size() &&
                        boost::beast::iequals(given.substr(0, scheme.size()), scheme) &&
                        is_secret(trimmed(given.substr(scheme.size())));
    return bearer || is_in_query(target) || is_in_cookie(request);
}

bool Token::is_in_query(const RequestTarget& target) const
{
    return std::any_of(target.query.begin(), target.query.end(), [this](const auto& parameter) {
        return parameter.first == "token" && is_secret(parameter.second);
    });
}

bool Token::is_in_cookie(const Request& request) const
{
    std::string_view rest = request[http::field::cookie];
    while (!rest.empty()) {
        const auto end = rest.find(';');
        const auto pair = trimmed(rest.substr(0, end));
        rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
        if (pair.starts_with(cookie_name) && pair.substr(cookie_name.size()).starts_with('=') &&
            is_secret(pair.substr(cookie_name.size() + 1)))
            return true;
    }
    return false;
}

bool Token::is_secret(std::string_view text) const
{
    // As long for a wrong first character as for a wrong last one; only the length can be found by measuring.
    unsigned difference = text.size() == secret_.size() ? 0 : 1;
    for (std::size_t i = 0; i < text.size(); ++i)
        difference |= static_cast<unsigned>(static_cast<unsigned char>(text[i]) ^
                                            static_cast<unsigned char>(secret_[i % secret_.size()]));
    return difference == 0;
}

} // namespace zws::browser
