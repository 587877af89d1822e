// SPDX-License-Identifier: MIT
#pragma once

#include "tools/znats/nats/libnats.hpp"
#include "tools/znats/options.hpp"

#include <string>

namespace zws::nats {

/// The first line of a file that an option names, without its end; throws Error "OPTION PATH: reason", also
/// where it is empty.
std::string secret(const std::string& option, const std::string& path);

/// How libnats is to connect: to which servers, as whom, and for how long it waits. Throws Error if a file
/// cannot be used.
OptionsPtr nats_options(const ServerOptions& server);

} // namespace zws::nats
