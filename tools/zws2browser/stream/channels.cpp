// SPDX-License-Identifier: MIT
#include "tools/zws2browser/stream/channels.hpp"

#include "libcommon/text/character.hpp"

#include <algorithm>
#include <numeric>

namespace zws::browser {

namespace {

/// What fits into a batch with others, and into any segment.
constexpr std::size_t most_of_small_message = std::size_t{32} << 10U;
/// Batches write the length of a message in 31 bits (zws(7)), segments what they have in 32.
constexpr std::size_t largest_message = std::size_t{1} << 30U;

/// Browsers get text as strings; what is not UTF-8 must not be sent as text (RFC 6455 section 5.6).
frame::Opcode opcode_for(std::string_view payload)
{
    return is_utf8(payload) ? frame::Opcode::text : frame::Opcode::binary;
}

} // namespace

Channels::Channels(std::size_t log_limit, bool keeps_history, ServerBudget& budget, bool may_cut_off)
    : log_limit_(log_limit), budget_(budget), may_cut_off_(may_cut_off)
{
    if (keeps_history)
        record_ = &channels_.try_emplace(StreamView(), StreamView(), log_limit_, true, budget_.logs())
                       .first->second;
}

void Channels::append(const ArrivedMessage& arrival)
{
    if (channels_.empty())
        return;
    const auto opcode = opcode_for(arrival.payload);
    std::size_t times = 0;
    for (auto& [view, channel] : channels_) {
        if (!view.shows(arrival.first_frame)) {
            channel.pass_over(arrival);
            continue;
        }
        if (!make_room_for(arrival, ++times)) {
            ++skipped_;
            continue;
        }
        const auto before = channel.bytes();
        channel.append(opcode, arrival);
        if (channel.bytes() > before)
            make_room();
    }
}

/// Whether a large message can be added to a channel, the n-th that shows it, in a batch and in a segment.
/// Where clients are waited for it can, as long as half of the memory is enough for it: then nothing more is
/// read.
bool Channels::make_room_for(const ArrivedMessage& arrival, std::size_t times)
{
    const auto size = arrival.first_frame.size() + arrival.payload.size();
    if (size <= most_of_small_message)
        return true;
    return size <= largest_message &&
           (make_room(2 * size) || (!may_cut_off_ && 2 * size * times <= budget_.left() / 2));
}

/// Shortens logs until there is room for `more` bytes; whether there is.
bool Channels::make_room(std::size_t more)
{
    for (auto held = bytes() + more; held > budget_.left(); ++given_up_) {
        Channel* const giver = largest_that_can_give();
        if (giver == nullptr)
            return false;
        held -= giver->bytes();
        giver->drop_oldest();
        held += giver->bytes();
    }
    return true;
}

/// One whose oldest segment every client was sent, or if there is none, any.
Channel* Channels::largest_that_can_give()
{
    const auto largest_if = [this](auto can_give) {
        Channel* largest = nullptr;
        for (auto& [view, channel] : channels_)
            if (can_give(channel) && (largest == nullptr || channel.bytes() > largest->bytes()))
                largest = &channel;
        return largest;
    };
    Channel* const idle = largest_if([](const Channel& channel) { return channel.oldest_is_sent(); });
    if (idle != nullptr || !may_cut_off_)
        return idle;
    return largest_if([](const Channel& channel) { return channel.can_shorten(); });
}

std::size_t Channels::bytes() const
{
    return std::accumulate(channels_.begin(), channels_.end(), std::size_t{0},
                           [](std::size_t sum, const auto& entry) { return sum + entry.second.bytes(); });
}

Channel::Clock::time_point Channels::publish(Channel::Clock::time_point now)
{
    auto due = Channel::Clock::time_point::max();
    for (auto& [view, channel] : channels_)
        due = std::min(due, channel.publish(now));
    make_room(); // for batches that were due
    return due;
}

ChannelStart Channels::open(const StreamView& view)
{
    const auto found = channels_.find(view);
    if (found == channels_.end() && count() == most)
        return {};
    Channel& channel = found == channels_.end() ? add(view) : found->second;
    if (!make_room() && found == channels_.end()) {
        channels_.erase(view);
        return {};
    }
    return {channel.oldest(), channel.add_feed()};
}

Channel& Channels::add(const StreamView& view)
{
    Channel& channel = channels_.try_emplace(view, view, log_limit_, false, budget_.logs()).first->second;
    if (record_ == nullptr)
        return channel;
    record_->replay([&](frame::Opcode opcode, const ArrivedMessage& arrival) {
        if (view.shows(arrival.first_frame))
            channel.append(opcode, arrival);
        else
            channel.pass_over(arrival);
    });
    channel.publish(Channel::Clock::now());
    return channel;
}

std::size_t Channels::count() const
{
    return static_cast<std::size_t>(std::count_if(
        channels_.begin(), channels_.end(), [](const auto& entry) { return entry.second.has_followers(); }));
}

void Channels::close(const StreamView& view, const std::shared_ptr<Marks>& marks)
{
    const auto channel = channels_.find(view);
    channel->second.remove_follower(marks);
    if (!channel->second.has_followers() && &channel->second != record_)
        channels_.erase(channel);
}

bool Channels::lag_exceeds(std::size_t bytes) const
{
    return std::any_of(channels_.begin(), channels_.end(),
                       [bytes](const auto& entry) { return entry.second.lag() > bytes; });
}

} // namespace zws::browser
