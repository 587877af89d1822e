// SPDX-License-Identifier: MIT
#pragma once

#include "tools/znats/nats/handles.hpp"
#include "tools/znats/options.hpp"

namespace zws::nats {

/// How libnats is to connect: to which servers, as whom, and for how long it waits. Throws Error if a file
/// cannot be used.
OptionsPtr nats_options(const ServerOptions& server);

} // namespace zws::nats
