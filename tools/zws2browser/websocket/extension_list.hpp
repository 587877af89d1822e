// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace zws::browser {

/// Whether `text` has the form that Sec-WebSocket-Extensions must have (RFC 6455 section 9.1): names with
/// parameters, of which each may have a value, a token or a token in quotes.
bool is_extension_list(std::string_view text);

} // namespace zws::browser
