// SPDX-License-Identifier: MIT
#pragma once

#include "tools/znats/nats/connection.hpp"
#include "tools/znats/nats/retry_thread.hpp"

#include <cstdint>
#include <string>

namespace zws::nats {

/// JetStream through `connection`; its requests take two seconds at most. Throws Error.
JetStreamPtr jet_stream(const Connection& connection);

/// Makes sure that the stream is there: leaves it as it is, or creates it for `pattern`. Returns why not, or
/// nothing; throws nothing.
std::string ensure_stream(jsCtx& js, const StreamOptions& options, const std::string& pattern);

/// Why a JetStream request failed.
std::string stream_failure(natsStatus status);

} // namespace zws::nats
