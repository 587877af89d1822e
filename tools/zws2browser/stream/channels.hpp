// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zws2browser/stream/channel.hpp"
#include "tools/zws2browser/stream/memory_budget.hpp"
#include "tools/zws2browser/stream/subscription.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string_view>

namespace zws::browser {

/// What a shard gets to start a new follower on a channel.
struct ChannelStart {
    std::shared_ptr<Segment> oldest; ///< null: too many channels are open, or there is no memory for more
    std::shared_ptr<Marks> marks;
};

/// All views of the stream that have clients now, and, if there is to be history, the one of
/// everything: from it, a channel that opens starts with what there was before. Together they keep no more
/// than the budget leaves them: the largest log of those whose clients need it least is shortened first.
class Channels {
public:
    /// The most views at a time: each has its log, and costs its encoding.
    static constexpr std::size_t most = 256;

    /// `log_limit` in bytes a channel. `may_cut_off`: a log may be shortened although a client was not sent
    /// all of what goes.
    Channels(std::size_t log_limit, bool keeps_history, ServerBudget& budget, bool may_cut_off);

    /// Adds a message to all channels that show it.
    void append(const ArrivedMessage& arrival);
    /// Shows all readers what was appended, except for batches that are not due yet; returns when the first
    /// one is, or time_point::max().
    Channel::Clock::time_point publish(Channel::Clock::time_point now);

    ChannelStart open(const StreamView& view);
    /// The follower with these marks has ended.
    void close(const StreamView& view, const std::shared_ptr<Marks>& marks);

    /// Channels that have followers.
    std::size_t count() const;
    /// Whether a client lags by more than `bytes`.
    bool lag_exceeds(std::size_t bytes) const;
    /// Memory of all logs.
    std::size_t bytes() const;
    /// Whether there is more of them than the budget leaves, so that clients have to be waited for.
    bool over_budget() const { return std::max(bytes(), budget_.logs().held()) > budget_.left(); }
    /// Whether shards still have much that the channels dropped: they are behind.
    bool shards_are_behind() const { return budget_.logs().held() > bytes() + budget_.limit() / 16; }
    /// Segments that logs gave up for the budget, since the start.
    std::uint64_t given_up() const { return given_up_; }
    /// Messages that were left out of a view since the start: too large for what there was.
    std::uint64_t skipped() const { return skipped_; }

private:
    Channel& add(const StreamView& view);
    bool make_room(std::size_t more = 0);
    bool make_room_for(const ArrivedMessage& arrival, std::size_t times);
    Channel* largest_that_can_give();

    std::size_t log_limit_;
    ServerBudget& budget_;
    bool may_cut_off_;
    std::uint64_t given_up_ = 0;
    std::uint64_t skipped_ = 0;
    std::map<StreamView, Channel> channels_;
    Channel* record_ = nullptr; ///< the channel of everything, if it is to be kept
};

} // namespace zws::browser
