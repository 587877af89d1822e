// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zws2browser/http/http.hpp"

#include <optional>
#include <string_view>

namespace zws::browser {

/// Whether the bytes of a request's head, of which more may come, is accepted: no folded lines (obs-fold,
/// RFC 9112 section 5.2), no incomplete line ends (section 2.2), no control characters, and a first line that
/// is one of HTTP/1.
bool is_head_in_order(std::string_view head);

/// The answer to a request whose end another server might see elsewhere (RFC 9112 section 11.2), or that
/// expects what is not supported (417, RFC 9110 section 10.1.1).
std::optional<Response> refuse_form(const Request& request);

} // namespace zws::browser
