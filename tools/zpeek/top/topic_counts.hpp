// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/json/json_tree.hpp"
#include "libcommon/zmq/message.hpp"
#include "tools/zpeek/terminal/payloads.hpp"
#include "tools/zpeek/top/numbering.hpp"
#include "tools/zpeek/top/recent_counts.hpp"
#include "tools/zpeek/top/topic_row.hpp"

#include <chrono>
#include <cstddef>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace zws::peek {

/// Counts the messages of each topic (topic_of()), and keeps the start of the last one.
class TopicCounts {
public:
    using Clock = std::chrono::steady_clock;

    explicit TopicCounts(Clock::time_point start) : start_(start) {}

    void count(Message& message, const MessageParts& of_message, Clock::time_point now);

    /// A row for each topic, in the order in which they came, which is good until the next message; with the
    /// rates of the last seconds, or of all the time.
    std::vector<TopicRow> rows(Clock::time_point now) const;
    std::vector<TopicRow> rows_of_all(Clock::time_point now) const;

    /// Of all topics.
    RecentCounts::PerSecond rate(Clock::time_point now) const { return counts_.rate(seconds(now)); }
    std::size_t count() const { return topics_.size(); }
    /// Messages of topics for which there was no room.
    std::uint64_t left_out() const { return left_out_; }

    static constexpr std::size_t most = 10'000;
    static constexpr std::size_t longest_value = 512; ///< bytes that are kept of the last payload

private:
    struct Topic {
        std::string name;
        RecentCounts counts{};
        std::uint64_t messages = 0;
        std::uint64_t bytes = 0;
        Clock::time_point last_came{};
        std::string last{};
        Numbering numbering{};
    };

    double seconds(Clock::time_point now) const
    {
        return std::chrono::duration<double>(now - start_).count();
    }
    Topic* reach(std::string_view name);
    TopicRow row_of(const Topic& topic, Clock::time_point now) const;

    Clock::time_point start_;
    std::deque<Topic> topics_; ///< which stay where they are
    std::unordered_map<std::string_view, Topic*> by_name_;
    RecentCounts counts_;
    JsonTree tree_; ///< of the last message, if that was read
    std::uint64_t left_out_ = 0;
};

} // namespace zws::peek
