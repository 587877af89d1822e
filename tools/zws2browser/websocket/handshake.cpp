// SPDX-License-Identifier: MIT
#include "tools/zws2browser/websocket/handshake.hpp"

#include "tools/zws2browser/stream/deflater.hpp"

#include <algorithm>
#include <boost/beast/core/string.hpp>
#include <boost/beast/http/rfc7230.hpp>
#include <sstream>
#include <string_view>
#include <utility>

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

    bool parse()
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
    return List(text).parse();
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

Response refuse_version(std::string_view reason)
{
    auto response = make_refusal(http::status::upgrade_required, reason);
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

bool lost_its_upgrade(const Request& request)
{
    return !asks_for_websocket(request) && request.count(http::field::sec_websocket_key) != 0;
}

std::optional<BatchForm> offered_batches(const Request& request)
{
    const auto fields = request.equal_range(http::field::sec_websocket_protocol);
    const auto is_offered = [&fields](BatchForm form) {
        return std::any_of(fields.first, fields.second, [form](const auto& field) {
            const http::token_list offered(field.value());
            return std::find(offered.begin(), offered.end(), name_of(form)) != offered.end();
        });
    };
    return is_offered(BatchForm::v2)   ? std::optional(BatchForm::v2)
           : is_offered(BatchForm::v1) ? std::optional(BatchForm::v1)
                                       : std::nullopt;
}

std::optional<Response> refuse_handshake(const Request& request)
{
    if (lost_its_upgrade(request))
        return refuse_version("'Upgrade: websocket' and 'Connection: Upgrade' are missing: a proxy in front "
                              "has to pass them on");
    if (!asks_for_websocket(request) || request[http::field::sec_websocket_version] != "13" ||
        request.count(http::field::sec_websocket_version) != 1)
        return refuse_version("WebSocket is spoken here, in version 13");
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

namespace {

using boost::beast::iequals;

/// A number from 8 to 15, without leading zeros; 0 for anything else.
int window_of(std::string_view text)
{
    if (text.size() == 1 && (text[0] == '8' || text[0] == '9'))
        return text[0] - '0';
    if (text.size() == 2 && text[0] == '1' && text[1] >= '0' && text[1] <= '5')
        return 10 + (text[1] - '0');
    return 0;
}

/// The parameters of an offer, of which each may be there once.
class Offer {
public:
    /// Whether the parameter is one of permessage-deflate, in its right form, and new.
    bool accept(boost::beast::string_view name, std::string_view value)
    {
        if (iequals(name, "server_no_context_takeover"))
            return first(server_takeover_) && value.empty();
        if (iequals(name, "client_no_context_takeover"))
            return first(client_takeover_) && value.empty();
        if (iequals(name, "client_max_window_bits"))
            return first(client_window_) && (value.empty() || window_of(value) != 0);
        if (!iequals(name, "server_max_window_bits"))
            return false;
        window_ = window_of(value);
        return first(server_window_) && window_ != 0;
    }

    int window() const { return window_; }

private:
    static bool first(bool& seen) { return !std::exchange(seen, true); }

    bool server_takeover_ = false;
    bool client_takeover_ = false;
    bool server_window_ = false;
    bool client_window_ = false;
    int window_ = Deflater::largest_window;
};

/// `text` is one extension, followed by a semicolon: without, Boost 1.81 loses a last parameter that has
/// no value.
std::optional<int> window_of_offer(const std::string& text)
{
    http::ext_list extensions(text);
    const auto extension = extensions.find("permessage-deflate");
    if (extension == extensions.end())
        return std::nullopt;
    Offer offer;
    for (const auto& [name, value] : extension->second)
        if (!offer.accept(name, {value.data(), value.size()}))
            return std::nullopt;
    if (offer.window() < Deflater::least_window)
        return std::nullopt;
    return offer.window();
}

} // namespace

std::optional<int> accepted_window(const Request& request)
{
    const auto [begin, end] = request.equal_range(http::field::sec_websocket_extensions);
    for (auto field = begin; field != end; ++field) {
        std::istringstream offers{std::string(field->value())};
        for (std::string offer; std::getline(offers, offer, ',');)
            if (const auto window = window_of_offer(offer + ';'))
                return window;
    }
    return std::nullopt;
}

std::string deflate_answer(int window_bits)
{
    return "permessage-deflate; server_no_context_takeover; client_no_context_takeover; "
           "server_max_window_bits=" +
           std::to_string(window_bits);
}

} // namespace zws::browser
