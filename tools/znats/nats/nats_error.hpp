// SPDX-License-Identifier: MIT
#pragma once

#include <nats/nats.h>
#include <string>

namespace zws::nats {

/// Throws Error "ATTEMPT: reason" unless `status` is NATS_OK.
void check(natsStatus status, const std::string& attempt);

/// What libnats says of its last failure in this thread, or else of `status`.
std::string reason(natsStatus status);

} // namespace zws::nats
