// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/mcap/recording.hpp"

#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <utility>
#include <vector>

namespace zws::mcap {

/// Which messages of recordings are wanted.
struct PlaybackSelection {
    Time since = 0;
    Time until = std::numeric_limits<Time>::max();     ///< that itself is not wanted
    std::function<bool(const ChannelRecord&)> channel; ///< whether one can have such messages
};

/// The times of the first and of the last message of all; none where there are no messages.
std::optional<std::pair<Time, Time>> times(const std::vector<Recording>& recordings);

/// The messages of several recordings as one, by log time: those of the same time by the recording, then as
/// they are in it. Of the pieces that overlap in time it holds most_held bytes in memory, and one piece more;
/// where more overlap, some messages come later than their time says.
class Playback {
public:
    /// The recordings stay where they are as long as this lives.
    Playback(std::vector<Recording>& recordings, PlaybackSelection selection,
             std::uint64_t most_held = default_held);

    struct Played {
        const Recording* recording;
        MessageRecord message; ///< its data stays until the next call
    };

    /// The next message; none at the end.
    std::optional<Played> next();

    static constexpr std::uint64_t default_held = std::uint64_t{512} << 20U; // bytes

private:
    /// A piece that is not open yet.
    struct Due {
        Time start;
        std::size_t recording;
        const Piece* piece;
    };

    struct Open {
        std::size_t recording;
        std::uint64_t offset;
        Messages messages;
    };

    static bool later(const Open& a, const Open& b);
    bool may_hold(const Recording& recording, const Piece& piece) const;
    void open_due();
    void put_back();

    std::vector<Recording>& recordings_;
    PlaybackSelection selection_;
    std::uint64_t most_held_;
    std::vector<Due> due_; ///< by their start
    std::size_t next_due_ = 0;
    std::vector<Open> open_; ///< a heap: the one with the earliest message is in front
    bool taken_ = false;     ///< the last of open_ is not part of the heap: a message was taken from it
    std::uint64_t held_ = 0;
};

} // namespace zws::mcap
