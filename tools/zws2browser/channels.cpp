// SPDX-License-Identifier: MIT
#include "tools/zws2browser/channels.hpp"

#include "libcommon/utf8.hpp"

#include <algorithm>

namespace zws::browser {

namespace {

/// Browsers get text as strings; what is no UTF-8 must not be sent as text (RFC 6455 section 5.6).
frame::Opcode opcode_for(std::string_view payload)
{
    return is_utf8(payload) ? frame::Opcode::text : frame::Opcode::binary;
}

} // namespace

Channels::Channels(std::size_t log_limit, std::size_t history_max)
    : log_limit_(log_limit), history_(history_max, log_limit)
{
}

void Channels::append(const Message& message)
{
    const auto first_frame = message.frame(0);
    const auto payload = message.payload();
    history_.append(first_frame, payload);
    if (channels_.empty())
        return;
    const auto opcode = opcode_for(payload);
    for (auto& [view, channel] : channels_)
        if (view.shows(first_frame))
            channel.append(opcode, payload);
}

void Channels::publish()
{
    for (auto& [view, channel] : channels_)
        channel.publish();
}

ChannelStart Channels::open(const View& view)
{
    const auto found = channels_.find(view);
    if (found == channels_.end() && channels_.size() == most)
        return {};
    Channel& channel = found == channels_.end() ? add(view) : found->second;
    return {channel.oldest(), channel.add_feed()};
}

Channel& Channels::add(const View& view)
{
    Channel& channel = channels_.try_emplace(view, log_limit_).first->second;
    history_.replay([&](std::string_view first_frame, std::string_view payload) {
        if (view.shows(first_frame))
            channel.append(opcode_for(payload), payload);
    });
    channel.publish();
    return channel;
}

void Channels::close(const View& view, const std::shared_ptr<LowWater>& low_water)
{
    const auto channel = channels_.find(view);
    channel->second.remove_feed(low_water);
    if (!channel->second.has_feeds())
        channels_.erase(channel);
}

bool Channels::lag_exceeds(std::size_t bytes) const
{
    return std::any_of(channels_.begin(), channels_.end(),
                       [bytes](const auto& entry) { return entry.second.lag() > bytes; });
}

} // namespace zws::browser
