// SPDX-License-Identifier: MIT
#pragma once

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

} // namespace zws::browser
