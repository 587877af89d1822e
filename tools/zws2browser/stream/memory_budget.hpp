// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/os/memory_budget.hpp"
#include "tools/zws2browser/counters.hpp"

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <vector>

namespace zws::browser {

/// The memory of segments. Large blocks are mapped each by itself, so that what is dropped goes back to the
/// system whatever was taken after it; a few are kept to be used again, which is cheaper. Any thread.
class LogMemory {
public:
    LogMemory() = default;
    ~LogMemory();
    LogMemory(const LogMemory&) = delete;
    LogMemory& operator=(const LogMemory&) = delete;

    struct GiveBack {
        LogMemory* memory;
        std::size_t size;
        void operator()(char* block) const { memory->give_back(block, size); }
    };
    /// Must not outlive this.
    using Block = std::unique_ptr<char[], GiveBack>;

    /// A block of `size` bytes, which may have anything in it. Throws std::bad_alloc.
    Block allocate(std::size_t size);

    /// Bytes of all blocks that somebody has.
    std::size_t held() const { return held_; }

private:
    static constexpr std::size_t most_spare = 16; ///< blocks

    void give_back(char* block, std::size_t size);
    char* spare_of(std::size_t size);
    bool keep(char* block, std::size_t size);

    std::atomic<std::size_t> held_{0};
    std::mutex mutex_;
    std::size_t spare_size_ = 0; ///< of each, that of the last one
    std::vector<char*> spare_;
};

/// What a connection may need, bytes: for a request, as a WebSocket client that says little, and for the end
/// of TLS besides.
constexpr std::size_t memory_of_request = std::size_t{20} << 10U;
constexpr std::size_t memory_of_client = std::size_t{8} << 10U;
constexpr std::size_t memory_of_tls = std::size_t{76} << 10U;

/// Connections, files and what clients send have shares; logs, and the history in them, have what is left.
class ServerBudget : public zws::MemoryBudget {
public:
    using zws::MemoryBudget::MemoryBudget;

    LogMemory& logs() { return logs_; }
    const LogMemory& logs() const { return logs_; }

private:
    LogMemory logs_;
};

/// Warns when the memory limit is met, and gives what was freed back to the system.
class MemoryWatch {
public:
    using Clock = std::chrono::steady_clock;

    MemoryWatch(const ServerBudget& budget, const IngestCounters& ingest) : budget_(budget), ingest_(ingest)
    {
    }

    /// To be called about once a second. Warns at once, and then not before the limit was not met for a
    /// minute.
    void look(Clock::time_point now);

private:
    /// A counter that tells of a limit that was met.
    struct Sign {
        std::uint64_t seen = 0;
        Clock::time_point quiet_until{};

        bool begins(std::uint64_t value, Clock::time_point now);
    };

    void give_back();

    const ServerBudget& budget_;
    const IngestCounters& ingest_;
    Sign given_up_;
    Sign refused_;
    std::size_t most_held_ = 0; ///< since memory was given back
};

} // namespace zws::browser
