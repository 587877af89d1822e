// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/zmq/message.hpp"
#include "libcommon/zmq/replay_wire.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <limits>
#include <map>
#include <mutex>
#include <vector>

namespace zws::relay {

/// How much is kept; what is older goes.
struct KeepLimit {
    std::uint64_t messages = std::numeric_limits<std::uint64_t>::max();
    std::size_t bytes = std::numeric_limits<std::size_t>::max(); ///< with what a message costs besides
};

/// The last messages that have a number: a position, or one of their own (own_number()). Any thread.
class Keep {
public:
    explicit Keep(KeepLimit limit) : limit_(limit) {}

    /// Takes over the frames of the next message; false: it has no number, and is not kept.
    bool add(Message& message);

    /// Where an answer is.
    struct Cursor {
        ReplayRequest request; ///< that is answered; its epoch is no longer 0
        std::uint64_t index;   ///< of the next message to look at, of all that were ever kept
        std::uint64_t last;    ///< the one before which it ends

        bool done() const { return index >= last; }
    };
    Cursor begin(ReplayRequest request);

    struct Found {
        std::uint64_t number = 0;
        Message message;
    };

    /// Appends messages that are asked for to `found`, without copying them, and moves on. Looks at no more
    /// than a few, as others wait meanwhile.
    void collect(Cursor& cursor, std::vector<Found>& found);

    /// What the end mark of an answer says.
    ReplayEnd end_of(const Cursor& cursor);

    struct Size {
        std::uint64_t messages = 0;
        std::size_t bytes = 0;
    };
    Size size();

private:
    struct Kept {
        Message message;
        std::uint64_t epoch;  ///< 0: it has no position,
        std::uint64_t number; ///< but one of its own
    };

    /// Messages of an epoch.
    struct Epoch {
        std::uint64_t kept = 0;
        std::uint64_t newest = 0; ///< number
        std::uint64_t index = 0;  ///< of the newest
    };

    std::uint64_t end() const { return first_ + kept_.size(); }
    const Kept& at(std::uint64_t index) const { return kept_[index - first_]; }
    std::uint64_t first_of(const ReplayRequest& request) const;
    static Found found_in(Kept& kept, const ReplayRequest& request);
    static bool is_after(const Kept& kept, const ReplayRequest& request);
    static bool wanted(const Kept& kept, const ReplayRequest& request);
    void drop_oldest();

    KeepLimit limit_;
    std::mutex mutex_; ///< guards all below
    std::deque<Kept> kept_;
    std::uint64_t first_ = 0; ///< index of the oldest
    std::size_t bytes_ = 0;
    std::map<std::uint64_t, Epoch> epochs_; ///< of which something is kept
    std::uint64_t newest_epoch_ = 0;
};

} // namespace zws::relay
