// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zws2browser/net.hpp"

#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/status.hpp>
#include <boost/optional.hpp>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace zws::browser {

/// Bytes that many answers can share, and what they live in: nothing for those that are there for ever.
struct Content {
    std::shared_ptr<const void> owner;
    std::string_view bytes;

    /// What takes a text for its own.
    static Content of(std::string text)
    {
        auto own = std::make_shared<const std::string>(std::move(text));
        const std::string_view bytes = *own;
        return {std::move(own), bytes};
    }

    Content part(std::size_t first, std::size_t size) const { return {owner, bytes.substr(first, size)}; }
};

/// A body (as Boost.Beast has them) that is not copied.
struct ContentBody {
    using value_type = Content;

    static std::uint64_t size(const value_type& body) { return body.bytes.size(); }

    class writer { // NOLINT(readability-identifier-naming): Beast's name
    public:
        using const_buffers_type = net::const_buffer;

        template <class Header>
        writer(const Header&, const value_type& body) : body_(body)
        {
        }

        static void init(error_code& failure) { failure = {}; }

        boost::optional<std::pair<const_buffers_type, bool>> get(error_code& failure) const
        {
            failure = {};
            return {{const_buffers_type(body_.bytes.data(), body_.bytes.size()), false}};
        }

    private:
        const value_type& body_;
    };
};

namespace http = boost::beast::http;

using Request = http::request<http::empty_body>;
using Response = http::response<ContentBody>;

/// An answer with the headers that all have; caches do not keep it.
Response make_response(http::status status, std::string_view content_type, Content body);
Response make_response(http::status status, std::string_view content_type, std::string body);

/// Lets these sites show the answer in a frame, as parse_frame_ancestor() names them; without it none may.
void allow_embedding(Response& response, const std::vector<std::string>& sites);

/// An answer to what went wrong: its reason as one line of text.
Response make_refusal(http::status status, std::string_view reason);

/// That this cannot be served now, but soon.
Response refuse_for_want_of_room(std::string_view reason);

} // namespace zws::browser
