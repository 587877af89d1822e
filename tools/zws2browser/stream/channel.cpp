// SPDX-License-Identifier: MIT
#include "tools/zws2browser/stream/channel.hpp"

#include <algorithm>

namespace zws::browser {

namespace {

constexpr std::size_t least_segment = std::size_t{4} << 10U;
constexpr std::size_t most_segment = std::size_t{256} << 10U;
constexpr std::size_t segments_a_log = 16;

} // namespace

Channel::Channel(const StreamView& view, std::size_t limit, bool recording, LogMemory& memory)
    : limit_(limit), recording_(recording), batches_(view.batches), batch_(view.form)
{
    if (view.deflate_window)
        deflater_.emplace(*view.deflate_window);
    add_segment(std::make_shared<Segment>(Segment::Start{}, segment_capacity(0), memory));
}

void Channel::add_segment(std::shared_ptr<Segment> segment)
{
    kept_.push_back({std::move(segment), {}});
    bytes_ += kept_.back().segment->capacity() + kept_.back().info.bytes();
}

std::size_t Channel::segment_capacity(std::size_t payload_size) const
{
    return std::max(std::clamp(limit_ / segments_a_log, least_segment, most_segment),
                    Segment::capacity_for(payload_size));
}

void Channel::append(frame::Opcode opcode, const ArrivedMessage& arrival)
{
    if (batches_) {
        if (!batch_.has_room_for(arrival))
            append_batch();
        return batch_.append(arrival, opcode == frame::Opcode::text);
    }
    append_frame(opcode, arrival.payload);
    if (recording_)
        record(arrival);
}

void Channel::pass_over(const ArrivedMessage& arrival)
{
    if (!batches_)
        return;
    if (!batch_.empty() && !batch_.follows(arrival.position))
        append_batch();
    batch_.pass_over(arrival);
}

void Channel::append_frame(frame::Opcode opcode, std::string_view payload)
{
    const auto deflated =
        deflater_ ? deflater_->deflate(payload, batches_ ? batch_.header_size() : 0) : std::nullopt;
    const auto bytes = deflated.value_or(payload);
    if (!kept_.back().segment->fits(bytes.size())) {
        add_segment(kept_.back().segment->chain(segment_capacity(bytes.size())));
        while (bytes_ > limit_ && can_shorten())
            drop_oldest();
    }
    kept_.back().segment->append(opcode, bytes, deflated.has_value());
}

void Channel::append_batch()
{
    const std::chrono::duration<double> now = std::chrono::system_clock::now().time_since_epoch();
    batch_.flush(now.count(), [this](std::string_view batch) { append_frame(frame::Opcode::binary, batch); });
}

Channel::Clock::time_point Channel::publish(Clock::time_point now)
{
    if (!batch_.empty() && now >= batch_due_) {
        append_batch();
        batch_due_ = now + *batches_;
    }
    kept_.back().segment->publish();
    return batch_.empty() ? Clock::time_point::max() : batch_due_;
}

void Channel::record(const ArrivedMessage& arrival)
{
    auto& info = kept_.back().info;
    bytes_ -= info.bytes();
    info.append(arrival);
    bytes_ += info.bytes();
}

bool Channel::oldest_is_sent() const
{
    return can_shorten() && low_water() >= kept_[1].segment->start().position;
}

void Channel::drop_oldest()
{
    bytes_ -= kept_.front().segment->capacity() + kept_.front().info.bytes();
    kept_.pop_front();
    for (const auto& follower : followers_)
        follower->oldest = oldest()->start().number;
}

std::shared_ptr<Marks> Channel::add_feed()
{
    const auto& start = oldest()->start();
    return followers_.emplace_back(std::make_shared<Marks>(start.position, start.number));
}

/// That of the follower which is farthest behind; the head without followers.
std::uint64_t Channel::low_water() const
{
    auto low = kept_.back().segment->end_position();
    for (const auto& follower : followers_)
        low = std::min(low, follower->low_water.load());
    return low;
}

std::uint64_t Channel::lag() const
{
    return kept_.back().segment->end_position() - low_water();
}

} // namespace zws::browser
