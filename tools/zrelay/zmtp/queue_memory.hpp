// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/os/memory_budget.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace zws::relay::zmtp {

/// Bytes, and what they live in.
struct Stored {
    std::shared_ptr<const void> owner;
    std::string_view bytes;
};

/// Counts the memory of all queues, and what there is room for. One thread; outlives what it counts.
class QueueMemory {
public:
    explicit QueueMemory(const MemoryBudget& budget) : budget_(budget) {}
    QueueMemory(const QueueMemory&) = delete;
    QueueMemory& operator=(const QueueMemory&) = delete;

    /// Keeps `bytes`; they count once, for as long as somebody shares them.
    Stored keep(std::string bytes);

    void add(std::size_t bytes) { held_ += bytes; }
    void remove(std::size_t bytes) { held_ -= bytes; }

    std::size_t held() const { return held_; }

    /// Whether a queue of so many bytes may not become longer: it has as much as is left for all, or more. So
    /// the longest stop first, and who has queued nothing yet finds room (the dynamic threshold of Choudhury
    /// and Hahne, IEEE/ACM Transactions on Networking 6(2), 1998).
    bool is_too_long(std::size_t queue) const
    {
        return held_ >= budget_.left() || queue >= budget_.left() - held_;
    }

private:
    const MemoryBudget& budget_;
    std::size_t held_ = 0; ///< bytes
};

} // namespace zws::relay::zmtp
