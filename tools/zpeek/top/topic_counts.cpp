// SPDX-License-Identifier: MIT
#include "tools/zpeek/top/topic_counts.hpp"

#include "tools/zpeek/sampling/topic_name.hpp"

#include <algorithm>

namespace zws::peek {

namespace {

/// A frame that is all of a message may have the topic in front of the payload.
MessageParts in_one_frame(std::string_view frame)
{
    const auto topic = topic_in(frame);
    const auto payload = frame.substr(topic.size());
    const bool separated = !topic.empty() && (payload.starts_with(' ') || payload.starts_with(':'));
    return {topic, payload.substr(separated ? 1 : 0)};
}

MessageParts parts_of(const Message& message, const MessageParts& parts)
{
    if (message.frame_count() == 1)
        return parts.topic.empty() ? in_one_frame(parts.payload) : parts;
    return {topic_of(message), parts.payload};
}

} // namespace

void TopicCounts::count(Message& message, const MessageParts& of_message, Clock::time_point now)
{
    const MessageParts parts = parts_of(message, of_message);
    const double at = seconds(now);
    const std::size_t bytes = message.size();
    counts_.add(at, bytes);
    Topic* const topic = reach(parts.topic);
    if (topic == nullptr) {
        ++left_out_;
        return;
    }
    topic->counts.add(at, bytes);
    ++topic->messages;
    topic->bytes += bytes;
    topic->last_came = now;
    topic->last.assign(parts.payload.substr(0, longest_value));
    topic->numbering.follow(message, parts.payload, tree_);
}

TopicCounts::Topic* TopicCounts::reach(std::string_view name)
{
    const auto found = by_name_.find(name);
    if (found != by_name_.end())
        return found->second;
    if (topics_.size() >= most)
        return nullptr;
    Topic& topic = topics_.emplace_back(Topic{std::string(name)});
    by_name_.emplace(topic.name, &topic);
    return &topic;
}

TopicRow TopicCounts::row_of(const Topic& topic, Clock::time_point now) const
{
    const auto rate = topic.counts.rate(seconds(now));
    return {topic.name,
            rate.messages,
            rate.bytes,
            static_cast<double>(topic.bytes) / static_cast<double>(topic.messages),
            topic.messages,
            std::max(0.0, std::chrono::duration<double>(now - topic.last_came).count()),
            topic.numbering.lost(),
            topic.last};
}

std::vector<TopicRow> TopicCounts::rows(Clock::time_point now) const
{
    std::vector<TopicRow> rows;
    rows.reserve(topics_.size());
    for (const Topic& topic : topics_)
        rows.push_back(row_of(topic, now));
    return rows;
}

std::vector<TopicRow> TopicCounts::rows_of_all(Clock::time_point now) const
{
    const double span = std::max(seconds(now), 1e-3);
    auto rows = this->rows(now);
    for (TopicRow& row : rows) {
        row.rate = static_cast<double>(row.messages) / span;
        row.bandwidth = row.rate * row.size;
    }
    return rows;
}

} // namespace zws::peek
