// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/zmq/socket.hpp"

#include <chrono>
#include <string>

namespace zws {

/// Closes the socket and its context, once what is queued has left or `linger` has passed; false if it was
/// too short. From here on a signal ends the process at once.
bool close_within(std::chrono::milliseconds linger, Socket& socket, zmq::context_t& context);

/// The same; warns where it was too short.
void close_or_tell(std::chrono::milliseconds linger, Socket& socket, zmq::context_t& context);

/// "a peer did not take all messages within 500 ms"
std::string not_taken_within(std::chrono::milliseconds linger);

} // namespace zws
