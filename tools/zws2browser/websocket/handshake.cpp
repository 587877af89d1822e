// SPDX-License-Identifier: MIT
#include "tools/zws2browser/websocket/handshake.hpp"

#include <algorithm>
#include <boost/beast/http/rfc7230.hpp>
#include <string_view>

namespace zws::browser {

namespace {

/// tchar of RFC 9110 section 5.6.2.
bool is_token_character(char c)
{
    constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           marks.find(c) != std::string_view::npos;
}

class List {
public:
    explicit List(std::string_view text) : rest_(text) {}

    bool take()
    {
        for (;;) {
            skip_blanks();
            const bool nothing = rest_.empty() || rest_.front() == ','; // RFC 9110 section 5.6.1.2
            if (!nothing && !take_extension())
                return false;
            if (rest_.empty())
                return true;
            if (!take_mark(','))
                return false;
        }
    }

private:
    bool take_extension()
    {
        if (!take_token())
            return false;
        while (take_mark(';')) {
            if (!take_token() || (take_mark('=') && !take_value()))
                return false;
        }
        return true;
    }

    bool take_value()
    {
        const bool quoted = take_mark('"', false);
        return take_token(!quoted) && (!quoted || take_mark('"'));
    }

    bool take_token(bool blanks = true)
    {
        const auto end = std::find_if_not(rest_.begin(), rest_.end(), is_token_character);
        const bool taken = end != rest_.begin();
        rest_.remove_prefix(static_cast<std::size_t>(end - rest_.begin()));
        if (blanks)
            skip_blanks();
        return taken;
    }

    bool take_mark(char mark, bool blanks = true)
    {
        if (!rest_.starts_with(mark))
            return false;
        rest_.remove_prefix(1);
        if (blanks)
            skip_blanks();
        return true;
    }

    void skip_blanks() { rest_.remove_prefix(std::min(rest_.find_first_not_of(" \t"), rest_.size())); }

    std::string_view rest_;
};

} // namespace

bool is_extension_list(std::string_view text)
{
    return List(text).take();
}

namespace {

/// Whether `key` is 16 bytes in base64 (RFC 4648 section 4).
bool is_key(std::string_view key)
{
    const auto is_digit = [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' ||
               c == '/';
    };
    return key.size() == 24 && key.ends_with("==") && std::all_of(key.begin(), key.end() - 2, is_digit);
}

/// Whether the token is in the list that all fields of this name make (RFC 9110 section 5.3).
bool lists(const Request& request, http::field name, std::string_view token)
{
    return std::any_of(request.begin(), request.end(), [name, token](const auto& field) {
        return field.name() == name && http::token_list{field.value()}.exists({token.data(), token.size()});
    });
}

/// What follows a handshake is frames, never a body.
bool has_body(const Request& request)
{
    return request.count(http::field::transfer_encoding) != 0 ||
           (request.count(http::field::content_length) != 0 && request[http::field::content_length] != "0");
}

Response refuse_version()
{
    auto response = make_refusal(http::status::upgrade_required, "WebSocket is spoken here, in version 13");
    response.set(http::field::upgrade, "websocket");
    response.set(http::field::connection, "Upgrade");
    response.set(http::field::sec_websocket_version, "13");
    return response;
}

} // namespace

bool asks_for_websocket(const Request& request)
{
    return lists(request, http::field::upgrade, "websocket") &&
           lists(request, http::field::connection, "upgrade");
}

bool offers_batches(const Request& request)
{
    return std::any_of(request.begin(), request.end(), [](const auto& field) {
        const http::token_list offered(field.value());
        return field.name() == http::field::sec_websocket_protocol &&
               std::find(offered.begin(), offered.end(), batch_protocol) != offered.end();
    });
}

std::optional<Response> refuse_handshake(const Request& request)
{
    if (!asks_for_websocket(request) || request[http::field::sec_websocket_version] != "13" ||
        request.count(http::field::sec_websocket_version) != 1)
        return refuse_version();
    if (request.method() != http::verb::get || request.version() < 11)
        return make_refusal(http::status::bad_request, "a WebSocket handshake is a GET of HTTP/1.1");
    if (has_body(request))
        return make_refusal(http::status::bad_request, "a WebSocket handshake has no body");
    const auto [begin, end] = request.equal_range(http::field::sec_websocket_extensions);
    if (!std::all_of(begin, end, [](const auto& field) {
            return is_extension_list({field.value().data(), field.value().size()});
        }))
        return make_refusal(http::status::bad_request, "Sec-WebSocket-Extensions is malformed");
    const auto key = request[http::field::sec_websocket_key];
    if (!is_key({key.data(), key.size()}) || request.count(http::field::sec_websocket_key) != 1)
        return make_refusal(http::status::bad_request, "Sec-WebSocket-Key is not 16 bytes in base64");
    return std::nullopt;
}

} // namespace zws::browser
