// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zws2browser/http.hpp"

#include <optional>

namespace zws::browser {

/// Whether a request asks for the WebSocket protocol, in whatever state its other headers are.
bool asks_for_websocket(const Request& request);

/// The answer to a handshake (RFC 6455 section 4.2.1) that cannot be accepted; nothing for one that can.
std::optional<Response> refuse_handshake(const Request& request);

} // namespace zws::browser
