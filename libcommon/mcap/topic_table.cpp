// SPDX-License-Identifier: MIT
#include "libcommon/mcap/topic_table.hpp"

namespace zws::mcap {

namespace {

/// One number for each form that the data of a topic can have.
std::size_t kind_of(const Placement& placement)
{
    return placement.frames == Frames::all
               ? 4
               : 2 * static_cast<std::size_t>(placement.frames) + (placement.json ? 1 : 0);
}

} // namespace

TopicTable::TopicTable()
{
    const Placement placement = mcap::catch_all();
    catch_all_ = added(topics_[std::string(placement.topic)], kind_of(placement), placement);
}

TopicTable::Kinds* TopicTable::known(std::string_view topic)
{
    if (last_ == nullptr || last_->first != topic) {
        const auto found = topics_.find(topic);
        if (found == topics_.end())
            return nullptr;
        last_ = &*found;
    }
    return &last_->second;
}

const TopicTable::Channel& TopicTable::channel_of(const Message& message)
{
    if (message.frame_count() <= 2) {
        const Placement likely = likely_placement(message);
        const Kinds* const kinds = known(likely.topic);
        const Channel* const channel = kinds != nullptr ? &(*kinds)[kind_of(likely)] : nullptr;
        if (channel != nullptr && *channel && (*channel)->likeness.knows(message.payload()))
            return *channel;
    }
    const Placement placement = placement_of(message);
    const Channel& channel = placed(placement);
    if (placement.json && channel->frames != Frames::all)
        channel->likeness.learn(message.payload());
    return channel;
}

const TopicTable::Channel& TopicTable::placed(const Placement& placement)
{
    const auto kind = kind_of(placement);
    Kinds* kinds = known(placement.topic);
    if (kinds != nullptr && (*kinds)[kind])
        return (*kinds)[kind];
    if (count_ == most_channels) {
        overflowed_ = true;
        return catch_all_;
    }
    if (kinds == nullptr)
        kinds = &topics_.try_emplace(std::string(placement.topic)).first->second;
    return added(*kinds, kind, placement);
}

const TopicTable::Channel& TopicTable::added(Kinds& kinds, std::size_t kind, const Placement& placement)
{
    const auto id = static_cast<ChannelId>(++count_);
    kinds[kind] = std::make_shared<RecordedChannel>();
    kinds[kind]->record = mcap::channel_of(placement, id);
    kinds[kind]->frames = placement.frames;
    return kinds[kind];
}

} // namespace zws::mcap
