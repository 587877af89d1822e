// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zws2browser/counters.hpp"
#include "tools/zws2browser/stream/memory_budget.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace zws::browser {

/// Warns when the memory limit is met, and gives what was freed back to the system.
class MemoryWatch {
public:
    using Clock = std::chrono::steady_clock;

    MemoryWatch(const MemoryBudget& budget, const IngestCounters& ingest) : budget_(budget), ingest_(ingest)
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

    const MemoryBudget& budget_;
    const IngestCounters& ingest_;
    Sign given_up_;
    Sign refused_;
    std::size_t most_held_ = 0; ///< since memory was given back
};

} // namespace zws::browser
