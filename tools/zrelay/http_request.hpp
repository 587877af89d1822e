// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace zws::relay {

/// Under which names a server answers.
enum class Hosts {
    any,
    local, ///< localhost and IP addresses: no page can have a browser believe that its name is our address
};

/// The whole answer to the head of an HTTP/1.x request (RFC 9112 section 3), with `metrics` as the content of
/// GET and HEAD /metrics; every answer ends the connection. 400 for a request without one Host (section 3.2),
/// 403 for one that `hosts` does not have.
std::string http_answer(std::string_view head, std::string_view metrics, Hosts hosts);

} // namespace zws::relay
