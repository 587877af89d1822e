// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/cli/command_line.hpp"

#include <string>
#include <zmq.hpp>

namespace zws {

/// The name of a socket type that receives, as --type takes it: "pull".
std::string receiving_name(zmq::socket_type type);

/// Adds --type, the socket type that a stream is received with.
void add_type_flag(CommandLine& cli, zmq::socket_type& type);

/// Warns, where messages that a socket of this type receives do not reach others: `what` says what is done
/// with them here.
void warn_of_taking(zmq::socket_type type, const std::string& what);

} // namespace zws
