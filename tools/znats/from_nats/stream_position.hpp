// SPDX-License-Identifier: MIT
#pragma once

#include "tools/znats/nats/libnats.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <unordered_set>

namespace zws::nats {

/// Where a message stands in its stream.
struct StreamPosition {
    std::uint64_t sequence = 0;   ///< from 1; 0 if it comes from no stream
    std::int64_t time = 0;        ///< at which it was stored, in nanoseconds since 1970
    std::uint64_t deliveries = 0; ///< how often it was delivered

    /// Tells it from other messages, also of a stream that has the same name and was created again.
    std::uint64_t identity() const { return static_cast<std::uint64_t>(time) * 1'000'003 + sequence; }
};

/// What NATS tells of it in the subject for the acknowledgement.
inline StreamPosition position_of(natsMsg& message)
{
    jsMsgMetaData* raw = nullptr;
    const auto status = natsMsg_GetMetaData(&raw, &message);
    const MetaDataPtr data(raw);
    return status == NATS_OK ? StreamPosition{data->Sequence.Stream, data->Timestamp, data->NumDelivered}
                             : StreamPosition{};
}

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
