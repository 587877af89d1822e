// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zws2browser/http/http.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace zws::browser {

/// The target of a request (RFC 9112 section 3.2), percent-encoding undone.
struct RequestTarget {
    std::string host; ///< with its port, of the absolute form, where it replaces the Host header; else empty
    std::string path;
    std::vector<std::pair<std::string, std::string>> query; ///< names and values in their order
};

/// Throws std::invalid_argument if `text` is neither a path with an optional query (origin form) nor these
/// after a host ("http://HOST/PATH", absolute form), or has an encoded slash in its path, which a server in
/// front might not take for one.
RequestTarget parse_request_target(std::string_view text);

/// Whether the bytes of a request's head, of which more may come, is accepted: no folded lines (obs-fold,
/// RFC 9112 section 5.2), no incomplete line ends (section 2.2), no control characters, and a first line that
/// is one of HTTP/1.
bool is_head_in_order(std::string_view head);

/// The answer to a request whose end another server might see elsewhere (RFC 9112 section 11.2), or that
/// expects what is not supported (417, RFC 9110 section 10.1.1).
std::optional<Response> refuse_form(const Request& request);

} // namespace zws::browser
