// SPDX-License-Identifier: MIT
#include "tools/zws2browser/channel.hpp"

#include <algorithm>

namespace zws::browser {

namespace {

constexpr std::size_t least_segment = std::size_t{4} << 10U;
constexpr std::size_t most_segment = std::size_t{256} << 10U;
constexpr std::size_t segments_a_log = 16;

} // namespace

Channel::Channel(std::size_t limit, bool recording) : limit_(limit), recording_(recording)
{
    add_segment(std::make_shared<Segment>(Segment::Start{}, segment_capacity(0)));
}

void Channel::add_segment(std::shared_ptr<Segment> segment)
{
    bytes_ += segment->capacity();
    kept_.push_back({std::move(segment), {}});
}

std::size_t Channel::segment_capacity(std::size_t payload_size) const
{
    return std::max(std::clamp(limit_ / segments_a_log, least_segment, most_segment),
                    Segment::capacity_for(payload_size));
}

void Channel::append(frame::Opcode opcode, std::string_view first_frame, std::string_view payload)
{
    if (!kept_.back().segment->fits(payload.size())) {
        add_segment(kept_.back().segment->chain(segment_capacity(payload.size())));
        trim();
    }
    kept_.back().segment->append(opcode, payload);
    if (recording_)
        record(first_frame, payload);
}

void Channel::record(std::string_view first_frame, std::string_view payload)
{
    auto& first_frames = kept_.back().first_frames;
    bytes_ -= first_frames.bytes();
    first_frames.append(first_frame, payload);
    bytes_ += first_frames.bytes();
}

void Channel::trim()
{
    while (bytes_ > limit_ && kept_.size() > 1) {
        bytes_ -= kept_.front().segment->capacity() + kept_.front().first_frames.bytes();
        kept_.pop_front();
    }
}

std::shared_ptr<LowWater> Channel::add_feed()
{
    return feeds_.emplace_back(std::make_shared<LowWater>(kept_.front().segment->start().position));
}

std::uint64_t Channel::lag() const
{
    const auto head = kept_.back().segment->end_position();
    std::uint64_t low = head;
    for (const auto& feed : feeds_)
        low = std::min(low, feed->load());
    return head - low;
}

} // namespace zws::browser
