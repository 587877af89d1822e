// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/message.hpp"
#include "tools/zws2browser/channel.hpp"
#include "tools/zws2browser/history.hpp"
#include "tools/zws2browser/view.hpp"

#include <cstddef>
#include <map>
#include <memory>
#include <string_view>

namespace zws::browser {

/// What a shard gets for its new feed on a channel.
struct ChannelStart {
    std::shared_ptr<Segment> oldest; ///< null: too many channels are open
    std::shared_ptr<LowWater> low_water;
};

/// All views of the stream that somebody looks at now. A channel that opens starts with the messages of the
/// history.
class Channels {
public:
    /// The most views at a time: each has its log, and costs its encoding.
    static constexpr std::size_t most = 256;

    /// `log_limit` in bytes a channel, `history_max` in messages.
    Channels(std::size_t log_limit, std::size_t history_max);

    /// Adds a message to all channels that show it.
    void append(const Message& message);
    /// Shows all readers what was appended.
    void publish();

    ChannelStart open(const View& view);
    /// The feed with this low water is no more.
    void close(const View& view, const std::shared_ptr<LowWater>& low_water);

    std::size_t count() const { return channels_.size(); }
    /// Whether a client lags by more than `bytes`.
    bool lag_exceeds(std::size_t bytes) const;

private:
    Channel& add(const View& view);

    std::size_t log_limit_;
    History history_;
    std::map<View, Channel> channels_;
};

} // namespace zws::browser
