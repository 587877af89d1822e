// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zws2browser/delivery/shard.hpp"
#include "tools/zws2browser/net.hpp"

#include <functional>
#include <memory>
#include <vector>

namespace zws::browser {

/// Asks every event loop, and with the first one ingest, for a sign of life. `done` is called on `asking`
/// with whether all have answered within a second.
void check_health(const std::vector<std::unique_ptr<Shard>>& shards, net::io_context& asking,
                  std::function<void(bool)> done);

} // namespace zws::browser
