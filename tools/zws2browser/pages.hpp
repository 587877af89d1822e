// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zws2browser/http.hpp"
#include "tools/zws2browser/request_target.hpp"
#include "tools/zws2browser/site.hpp"

namespace zws::browser {

/// The answer to a request for a file of the page.
Response answer_page(const Site& site, const Request& request, const RequestTarget& target);

} // namespace zws::browser
