// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/os/memory_budget.hpp"
#include "tools/zws2browser/stream/log_memory.hpp"

#include <cstddef>

namespace zws::browser {

/// What a connection may need, bytes: for a request, as a WebSocket client that says little, and for the end
/// of TLS besides.
constexpr std::size_t memory_of_request = std::size_t{20} << 10U;
constexpr std::size_t memory_of_client = std::size_t{8} << 10U;
constexpr std::size_t memory_of_tls = std::size_t{64} << 10U;

/// Connections, files and what clients send have shares; logs, and the history in them, have what is left.
class MemoryBudget : public zws::MemoryBudget {
public:
    using zws::MemoryBudget::MemoryBudget;

    LogMemory& logs() { return logs_; }
    const LogMemory& logs() const { return logs_; }

private:
    LogMemory logs_;
};

} // namespace zws::browser
