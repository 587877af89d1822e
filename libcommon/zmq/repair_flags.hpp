// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/cli/command_line.hpp"
#include "libcommon/zmq/socket.hpp"

namespace zws {

/// Adds --repair, --repair-wait and --late for a socket that receives a stream; to be added after its topics
/// and before CURVE.
void add_repair_flags(CommandLine& cli, SocketOptions& options);

} // namespace zws
