// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <unordered_set>

namespace zws::nats {

/// Remembers the last `limit` numbers, to tell what comes a second time.
class SequenceMemory {
public:
    explicit SequenceMemory(std::size_t limit) : limit_(limit) {}

    bool knows(std::uint64_t number) const { return known_.contains(number); }

    /// The oldest is forgotten for it, if there are too many.
    void add(std::uint64_t number)
    {
        if (!known_.insert(number).second)
            return;
        order_.push_back(number);
        if (order_.size() <= limit_)
            return;
        known_.erase(order_.front());
        order_.pop_front();
    }

private:
    std::size_t limit_;
    std::unordered_set<std::uint64_t> known_;
    std::deque<std::uint64_t> order_;
};

} // namespace zws::nats
