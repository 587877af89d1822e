// SPDX-License-Identifier: MIT
#include "tools/zws2browser/channel.hpp"

#include <algorithm>

namespace zws::browser {

namespace {

constexpr std::size_t least_segment = std::size_t{4} << 10U;
constexpr std::size_t most_segment = std::size_t{256} << 10U;
constexpr std::size_t segments_a_log = 16;

} // namespace

Channel::Channel(std::size_t limit)
    : limit_(limit),
      segments_{std::make_shared<Segment>(Segment::Start{}, segment_capacity(0))},
      bytes_(segments_.back()->capacity())
{
}

std::size_t Channel::segment_capacity(std::size_t payload_size) const
{
    return std::max(std::clamp(limit_ / segments_a_log, least_segment, most_segment),
                    Segment::capacity_for(payload_size));
}

void Channel::append(frame::Opcode opcode, std::string_view payload)
{
    if (!segments_.back()->fits(payload.size())) {
        segments_.push_back(segments_.back()->chain(segment_capacity(payload.size())));
        bytes_ += segments_.back()->capacity();
        trim();
    }
    segments_.back()->append(opcode, payload);
}

void Channel::trim()
{
    while (bytes_ > limit_ && segments_.size() > 1) {
        bytes_ -= segments_.front()->capacity();
        segments_.pop_front();
    }
}

std::shared_ptr<LowWater> Channel::add_feed()
{
    return feeds_.emplace_back(std::make_shared<LowWater>(segments_.front()->start().position));
}

std::uint64_t Channel::lag() const
{
    const auto head = segments_.back()->end_position();
    std::uint64_t low = head;
    for (const auto& feed : feeds_)
        low = std::min(low, feed->load());
    return head - low;
}

} // namespace zws::browser
