// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/command_line.hpp"
#include "libcommon/socket.hpp"

#include <string>

namespace zws {

/// Adds --connect and --bind (with `prefix` in front of the names: "in-"); where neither is given, `fallback`
/// is used.
void add_endpoint_flags(CommandLine& cli, SocketOptions& options, const Endpoint& fallback,
                        const std::string& prefix = "");

/// Adds --hwm.
void add_hwm_flag(CommandLine& cli, SocketOptions& options);

/// Adds --topic, the prefixes a SUB socket subscribes to.
void add_topic_flag(CommandLine& cli, SocketOptions& options);

} // namespace zws
