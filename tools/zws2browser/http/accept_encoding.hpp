// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zws2browser/http/http.hpp"

namespace zws::browser {

/// Whether a client accepts an answer compressed with gzip (RFC 9110 section 12.5.3). One that says nothing
/// does not: it may be a script that would not expect it.
bool accepts_gzip(const Request& request);

} // namespace zws::browser
