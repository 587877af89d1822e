// SPDX-License-Identifier: MIT
#include "tools/zws2browser/websocket/deflate_offer.hpp"

#include "tools/zws2browser/stream/deflater.hpp"

#include <boost/beast/core/string.hpp>
#include <boost/beast/http/rfc7230.hpp>
#include <sstream>
#include <string_view>
#include <utility>

namespace zws::browser {

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
    bool take(boost::beast::string_view name, std::string_view value)
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
        if (!offer.take(name, {value.data(), value.size()}))
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
