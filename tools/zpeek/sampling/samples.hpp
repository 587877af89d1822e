// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/zmq/message.hpp"
#include "tools/zpeek/sampling/flow.hpp"
#include "tools/zpeek/sampling/kept_message.hpp"

#include <cstdint>
#include <deque>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace zws::peek {

/// What came of a topic, or of a family of topics.
struct TopicSample {
    std::string name; ///< empty: of messages that have none; of a family what its topics share, "job/*"
    Flow flow;
    std::vector<KeptMessage> kept; ///< the first ones
    std::size_t kept_bytes = 0;
    std::size_t topics = 1; ///< more: a family

    /// What to subscribe to, to get its messages; empty: all.
    std::string_view subscription() const
    {
        return std::string_view(name).substr(0, topics > 1 ? name.find('*') : name.size());
    }
};

/// Counts the messages of each topic, and keeps the first of them to be looked at.
class Samples {
public:
    using Clock = std::chrono::steady_clock;

    static constexpr std::size_t most_topics = 1000;                    ///< others are only counted
    static constexpr std::size_t most_kept = 200;                       ///< messages of a topic
    static constexpr std::size_t most_bytes = std::size_t{64} << 20U;   ///< of all that is kept,
    static constexpr std::size_t most_of_topic = std::size_t{4} << 20U; ///< and of a topic beside its first

    void add(Message& message, const Arrival& arrival);

    /// When enough was kept of each topic, and no new one has come for a second, if no more comes;
    /// time_point::max(): some topics lack messages.
    Clock::time_point enough_at() const;

    const std::deque<TopicSample>& all() const { return topics_; }
    /// Of all messages.
    const Flow& flow() const { return flow_; }
    /// Messages of topics that are too many.
    std::uint64_t others() const { return others_; }

private:
    struct Hash : std::hash<std::string_view> {
        using is_transparent = void;
    };

    TopicSample* find(std::string_view name, Clock::time_point now);
    bool has_room(const TopicSample& topic, std::size_t size) const;

    std::deque<TopicSample> topics_;
    std::unordered_map<std::string, TopicSample*, Hash, std::equal_to<>> by_name_;
    Flow flow_;
    std::uint64_t others_ = 0;
    std::size_t kept_bytes_ = 0;
    std::size_t full_ = 0; ///< topics of which nothing more is kept
    Clock::time_point newest_topic_;
};

} // namespace zws::peek
