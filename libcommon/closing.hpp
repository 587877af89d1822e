// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/socket.hpp"

#include <chrono>

namespace zws {

/// Closes the socket and its context, once what is queued has left or `linger` has passed; false if it was
/// too short. From here on a signal ends the process at once.
bool close_within(std::chrono::milliseconds linger, Socket& socket, zmq::context_t& context);

} // namespace zws
