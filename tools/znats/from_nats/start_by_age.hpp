// SPDX-License-Identifier: MIT
#pragma once

#include "tools/znats/nats/libnats.hpp"

#include <chrono>
#include <cstdint>
#include <string>

namespace zws::nats {

/// The sequence number at which the messages of the last `age` begin, among those of `pattern` in `stream`.
/// Only a consumer tells it; it is not the one that reads, for one that began at a time can neither be
/// changed nor be created again.
natsStatus find_start_by_age(jsCtx& js, const std::string& stream, const std::string& pattern,
                             std::chrono::nanoseconds age, std::uint64_t& start);

} // namespace zws::nats
