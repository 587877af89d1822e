// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/socket.hpp"
#include "libcommon/stop_signal.hpp"
#include "tools/zfeed/options.hpp"

namespace zws::feed {

/// Opens the socket to send from, and waits for its subscribers as `options` say; warns where there is none
/// after first_peer.
Socket open_outlet(zmq::context_t& context, const Options& options, StopSignal& stop);

/// Closes socket and context once what is queued has left, or the linger has passed: that of a stop where one
/// was asked for, else that of the end of the input. Throws Error where the latter was too short.
void close_outlet(Socket& out, zmq::context_t& context, const Options& options, StopSignal& stop);

} // namespace zws::feed
