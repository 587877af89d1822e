// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zws2browser/http/http.hpp"

#include <optional>
#include <string>

namespace zws::browser {

/// How large the window may be with which a client that offers permessage-deflate (RFC 7692 section 7.1) is
/// served, as the number of its bits; nothing if it offers nothing that can be honoured.
std::optional<int> accepted_window(const Request& request);

/// What Sec-WebSocket-Extensions says in the answer to it.
std::string deflate_answer(int window_bits);

} // namespace zws::browser
