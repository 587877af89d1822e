// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zws2browser/http/http.hpp"
#include "tools/zws2browser/http/request_target.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace zws::browser {

/// The secret that clients show: in the query as `token`, in a cookie, or as "Authorization: Bearer" (RFC
/// 6750 section 2.1). It is never written to a message.
class Token {
public:
    /// `secret` empty: none is required. `secure`: the cookie is for TLS only.
    Token(std::string secret, bool secure) : secret_(std::move(secret)), secure_(secure) {}

    /// Reads the secret from a file that has it as its only line; `path` empty: no token. Throws Error.
    static Token from_file(const std::string& path, bool secure);

    /// The answer to a request without the secret: 401.
    std::optional<Response> refuse(const Request& request, const RequestTarget& target) const;

    /// For a request that has the secret in its query: sends the browser to the same address without it, with
    /// a cookie (RFC 6265 section 4.1) instead.
    std::optional<Response> move_to_cookie(const Request& request, const RequestTarget& target) const;

private:
    bool is_shown(const Request& request, const RequestTarget& target) const;
    bool is_in_query(const RequestTarget& target) const;
    bool is_in_cookie(const Request& request) const;
    bool is_secret(std::string_view text) const;

    std::string secret_;
    bool secure_;
};

} // namespace zws::browser
