// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zws2browser/net.hpp"

#include <boost/optional.hpp>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

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

} // namespace zws::browser
