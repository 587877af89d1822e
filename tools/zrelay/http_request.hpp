// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace zws::relay {

/// The whole answer to the head of an HTTP/1.x request (RFC 9112 section 3), with `metrics` as the content of
/// GET and HEAD /metrics; every answer ends the connection.
std::string http_answer(std::string_view head, std::string_view metrics);

} // namespace zws::relay
