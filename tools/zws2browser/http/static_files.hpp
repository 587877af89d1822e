// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zws2browser/http/http.hpp"
#include "tools/zws2browser/http/request_target.hpp"
#include "tools/zws2browser/http/site.hpp"

#include <optional>

namespace zws::browser {

/// The answer to a method other than GET and HEAD; nothing for these.
std::optional<Response> refuse_method(const Request& request);

/// The answer to a request for a file of the page, or for a part of it (RFC 9110 section 14), or that it is
/// still the same (section 13).
Response answer_page(const Site& site, const RequestTarget& target, const Request& request);

} // namespace zws::browser
