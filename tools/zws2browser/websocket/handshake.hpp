// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zws2browser/http/http.hpp"
#include "tools/zws2browser/stream/batch.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace zws::browser {

/// Whether `text` has the form that Sec-WebSocket-Extensions must have (RFC 6455 section 9.1): names with
/// parameters, of which each may have a value, a token or a token in quotes.
bool is_extension_list(std::string_view text);

/// Whether a request asks for the WebSocket protocol, in whatever state its other headers are.
bool asks_for_websocket(const Request& request);

/// Whether it is a handshake from which a proxy has taken what asks for WebSocket: its key is still there.
bool lost_its_upgrade(const Request& request);

/// Of the subprotocol in which a WebSocket message carries a batch of ZeroMQ messages (zws(7)).
constexpr std::string_view name_of(BatchForm form)
{
    return form == BatchForm::v1 ? "zws.batch.v1" : "zws.batch.v2";
}

/// The latest form that a handshake offers.
std::optional<BatchForm> offered_batches(const Request& request);

/// The answer to a handshake (RFC 6455 section 4.2.1) that cannot be accepted; nothing for one that can.
std::optional<Response> refuse_handshake(const Request& request);

/// How large the window may be with which a client that offers permessage-deflate (RFC 7692 section 7.1) is
/// served, as the number of its bits; nothing if it offers nothing that can be honoured.
std::optional<int> accepted_window(const Request& request);

/// What Sec-WebSocket-Extensions says in the answer to it.
std::string deflate_answer(int window_bits);

} // namespace zws::browser
