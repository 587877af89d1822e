// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/cli/command_line.hpp"
#include "libcommon/zmq/socket.hpp"

#include <string>

namespace zws {

/// The option for endpoints of one side, which can be repeated. An inproc:// one reaches no other process,
/// and is refused.
Value endpoint(Endpoints& target, Endpoint::Side side);

/// Adds --connect and --bind (with `prefix` in front of the names: "in-"); where neither is given, `fallback`
/// is used. Without a prefix an operand that is an endpoint is a --connect.
void add_endpoint_flags(CommandLine& cli, SocketOptions& options, const Endpoint& fallback,
                        const std::string& prefix = "");

/// Makes an operand that is an endpoint a --connect, the option that takes `connect`.
void add_connect_operand(CommandLine& cli, const Value& connect);

/// Adds --hwm.
void add_hwm_flag(CommandLine& cli, SocketOptions& options);

/// Adds --accept-zmtp1, for all of a tool's sockets.
void add_zmtp_flag(CommandLine& cli, const std::vector<SocketOptions*>& sockets);

/// Adds --topic, the prefixes a SUB socket subscribes to.
void add_topic_flag(CommandLine& cli, SocketOptions& options);

/// Adds --max-message, the bound of what a receiving socket takes: without another one it is that of
/// --memory-limit in `memory`, or what that usually is (MemoryBudget::usual_limit()).
void add_max_message_flag(CommandLine& cli, SocketOptions& options, const std::size_t* memory = nullptr);

/// Adds --curve-cert, --curve-server-cert and --curve-allow for all of a tool's sockets; added after their
/// endpoints, whose roles they are checked against, and after what decides which of the sockets stay
/// unencrypted.
void add_curve_flags(CommandLine& cli, const std::vector<SocketOptions*>& sockets);

/// Adds all of these that a tool with one socket has, which receives a stream: from where zrelay has it,
/// unless told otherwise.
void add_receiver_flags(CommandLine& cli, SocketOptions& options);

} // namespace zws
