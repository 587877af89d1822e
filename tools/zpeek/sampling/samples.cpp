// SPDX-License-Identifier: MIT
#include "tools/zpeek/sampling/samples.hpp"

#include "tools/zpeek/sampling/topic_name.hpp"

namespace zws::peek {

namespace {

KeptMessage copy(Message& message, const Arrival& arrival, std::uint64_t number)
{
    const auto topic_size = message.frame_count() == 1 ? topic_of(message).size() : 0;
    KeptMessage kept{{}, arrival, message.connection(), number, topic_size};
    kept.frames.reserve(message.frame_count());
    for (std::size_t i = 0; i < message.frame_count(); ++i)
        kept.frames.emplace_back(message.frame(i));
    return kept;
}

} // namespace

void Samples::add(Message& message, const Arrival& arrival)
{
    const auto size = message.size();
    const auto number = flow_.messages();
    flow_.add(size, arrival.steady);
    TopicSample* const topic = find(topic_of(message), arrival.steady);
    if (topic == nullptr) {
        ++others_;
        return;
    }
    topic->flow.add(size, arrival.steady);
    if (topic->flow.messages() == most_kept)
        ++full_;
    if (!has_room(*topic, size))
        return;
    topic->kept.push_back(copy(message, arrival, number));
    topic->kept_bytes += size;
    kept_bytes_ += size;
}

TopicSample* Samples::find(std::string_view name, Clock::time_point now)
{
    if (const auto known = by_name_.find(name); known != by_name_.end())
        return known->second;
    if (topics_.size() == most_topics)
        return nullptr;
    topics_.emplace_back().name = name;
    by_name_.emplace(name, &topics_.back());
    newest_topic_ = now;
    return &topics_.back();
}

bool Samples::has_room(const TopicSample& topic, std::size_t size) const
{
    return kept_bytes_ + size <= most_bytes && topic.kept.size() < most_kept &&
           (topic.kept.empty() || topic.kept_bytes + size <= most_of_topic);
}

Samples::Clock::time_point Samples::enough_at() const
{
    const bool full = !topics_.empty() && full_ == topics_.size();
    return full ? newest_topic_ + std::chrono::seconds(1) : Clock::time_point::max();
}

} // namespace zws::peek
