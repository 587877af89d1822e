// SPDX-License-Identifier: MIT
#include "tools/zws2browser/channels.hpp"

#include "libcommon/utf8.hpp"

#include <algorithm>

namespace zws::browser {

namespace {

/// Browsers get text as strings; what is not UTF-8 must not be sent as text (RFC 6455 section 5.6).
frame::Opcode opcode_for(std::string_view payload)
{
    return is_utf8(payload) ? frame::Opcode::text : frame::Opcode::binary;
}

} // namespace

Channels::Channels(std::size_t log_limit, bool keeps_history) : log_limit_(log_limit)
{
    if (keeps_history)
        record_ = &channels_.try_emplace(View(), View(), log_limit_, true).first->second;
}

void Channels::append(const Arrival& arrival)
{
    if (channels_.empty())
        return;
    const auto opcode = opcode_for(arrival.payload);
    for (auto& [view, channel] : channels_)
        if (view.shows(arrival.first_frame))
            channel.append(opcode, arrival);
}

Channel::Clock::time_point Channels::publish(Channel::Clock::time_point now)
{
    auto due = Channel::Clock::time_point::max();
    for (auto& [view, channel] : channels_)
        due = std::min(due, channel.publish(now));
    return due;
}

ChannelStart Channels::open(const View& view)
{
    const auto found = channels_.find(view);
    if (found == channels_.end() && count() == most)
        return {};
    Channel& channel = found == channels_.end() ? add(view) : found->second;
    return {channel.oldest(), channel.add_feed()};
}

Channel& Channels::add(const View& view)
{
    Channel& channel = channels_.try_emplace(view, view, log_limit_, false).first->second;
    if (record_ == nullptr)
        return channel;
    record_->replay([&](frame::Opcode opcode, const Arrival& arrival) {
        if (view.shows(arrival.first_frame))
            channel.append(opcode, arrival);
    });
    channel.publish(Channel::Clock::now());
    return channel;
}

std::size_t Channels::count() const
{
    return static_cast<std::size_t>(std::count_if(
        channels_.begin(), channels_.end(), [](const auto& entry) { return entry.second.has_feeds(); }));
}

void Channels::close(const View& view, const std::shared_ptr<LowWater>& low_water)
{
    const auto channel = channels_.find(view);
    channel->second.remove_feed(low_water);
    if (!channel->second.has_feeds() && &channel->second != record_)
        channels_.erase(channel);
}

bool Channels::lag_exceeds(std::size_t bytes) const
{
    return std::any_of(channels_.begin(), channels_.end(),
                       [bytes](const auto& entry) { return entry.second.lag() > bytes; });
}

} // namespace zws::browser
