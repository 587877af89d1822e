// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <utility>

namespace zws {

/// The machine's memory, bytes.
std::size_t memory_of_machine();

/// What the control group of this process and those above it may use (memory.max of cgroups(7) version 2,
/// memory.limit_in_bytes of version 1), bytes; the greatest number without a limit. `root` is where /proc and
/// /sys are.
std::size_t memory_of_control_group(const std::filesystem::path& root = "/");

/// The memory that peers may cost a server (--memory-limit). What has to be there while a peer is has a
/// share, and all shares together half of it at most; what can give way, such as queues and logs, has what is
/// left. Any thread.
class MemoryBudget {
public:
    /// The least that is worth a limit, bytes.
    static constexpr std::size_t least = std::size_t{16} << 20U;

    /// A quarter of the machine's memory, or half of what the control group of the process may use, where
    /// that is less; whole MiB.
    static std::size_t usual_limit();

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
    /// What they leave, at least half of the limit.
    std::size_t left() const { return limit_ - taken_; }
    /// How often a share did not get what it asked for.
    std::uint64_t refusals() const { return refusals_; }

private:
    bool reserve(std::size_t bytes);

    std::size_t limit_;
    std::atomic<std::size_t> taken_{0}; ///< at most half of limit_
    std::atomic<std::uint64_t> refusals_{0};
};

} // namespace zws
