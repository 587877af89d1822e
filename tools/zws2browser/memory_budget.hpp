// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zws2browser/log_memory.hpp"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <utility>

namespace zws::browser {

/// What a connection may need, bytes: for a request, as a WebSocket client that says little, and for the end
/// of TLS besides.
constexpr std::size_t memory_of_request = std::size_t{20} << 10U;
constexpr std::size_t memory_of_client = std::size_t{8} << 10U;
constexpr std::size_t memory_of_tls = std::size_t{64} << 10U;

/// The memory that clients may cost the server (--memory-limit). Connections, files and what clients send get
/// at most half of it; logs, and the history in them, have what is left, and give way. Any thread.
class MemoryBudget {
public:
    /// `limit` in bytes.
    explicit MemoryBudget(std::size_t limit) : limit_(limit) {}

    /// Memory that one user of the budget has, until this ends.
    class Share {
    public:
        /// One without a bound.
        Share() = default;
        explicit Share(MemoryBudget& budget) : budget_(&budget) {}
        ~Share() { resize(0); }
        Share(Share&& other) noexcept
            : budget_(std::exchange(other.budget_, nullptr)), bytes_(std::exchange(other.bytes_, 0))
        {
        }
        Share& operator=(Share&&) = delete;

        /// Has `bytes` from now on, or what it had where there is no room for that; whether there was.
        bool resize(std::size_t bytes);

    private:
        MemoryBudget* budget_ = nullptr;
        std::size_t bytes_ = 0;
    };

    std::size_t limit() const { return limit_; }
    /// What shares have, bytes.
    std::size_t taken() const { return taken_; }
    std::size_t left_for_logs() const { return limit_ - taken_; }
    LogMemory& logs() { return logs_; }
    const LogMemory& logs() const { return logs_; }
    /// How often a share did not get what it asked for.
    std::uint64_t refusals() const { return refusals_; }

private:
    bool take(std::size_t bytes);

    std::size_t limit_;
    std::atomic<std::size_t> taken_{0}; ///< at most half of limit_
    LogMemory logs_;
    std::atomic<std::uint64_t> refusals_{0};
};

} // namespace zws::browser
