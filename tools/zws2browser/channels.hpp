// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zws2browser/channel.hpp"
#include "tools/zws2browser/view.hpp"

#include <cstddef>
#include <map>
#include <memory>
#include <string_view>

namespace zws::browser {

/// What a shard gets to start a new feed on a channel.
struct ChannelStart {
    std::shared_ptr<Segment> oldest; ///< null: too many channels are open
    std::shared_ptr<LowWater> low_water;
};

/// All views of the stream that have clients now, and, if there is to be history, the one of
/// everything: from it, a channel that opens starts with what there was before.
class Channels {
public:
    /// The most views at a time: each has its log, and costs its encoding.
    static constexpr std::size_t most = 256;

    /// `log_limit` in bytes a channel.
    Channels(std::size_t log_limit, bool keeps_history);

    /// Adds a message to all channels that show it.
    void append(const Arrival& arrival);
    /// Shows all readers what was appended, except for batches that are not due yet; returns when the first
    /// one is, or time_point::max().
    Channel::Clock::time_point publish(Channel::Clock::time_point now);

    ChannelStart open(const View& view);
    /// The feed with this low water mark has ended.
    void close(const View& view, const std::shared_ptr<LowWater>& low_water);

    /// Channels that have feeds.
    std::size_t count() const;
    /// Whether a client lags by more than `bytes`.
    bool lag_exceeds(std::size_t bytes) const;

private:
    Channel& add(const View& view);

    std::size_t log_limit_;
    std::map<View, Channel> channels_;
    Channel* record_ = nullptr; ///< the channel of everything, if it is to be kept
};

} // namespace zws::browser
