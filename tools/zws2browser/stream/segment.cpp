// SPDX-License-Identifier: MIT
#include "tools/zws2browser/stream/segment.hpp"

#include <algorithm>
#include <cstring>

namespace zws::browser {

namespace {

constexpr std::size_t slot_size = sizeof(std::uint32_t);

std::size_t whole_slots(std::size_t bytes)
{
    return (bytes + slot_size - 1) / slot_size * slot_size;
}

} // namespace

Segment::Segment(Start start, std::size_t capacity, LogMemory& memory)
    : start_(start),
      capacity_(whole_slots(capacity)),
      memory_(memory.allocate(capacity_)),
      slots_end_(reinterpret_cast<std::uint32_t*>(memory_.get() + capacity_))
{
}

std::size_t Segment::capacity_for(std::size_t payload_size)
{
    return whole_slots(frame::header_size(payload_size) + payload_size) + slot_size;
}

bool Segment::fits(std::size_t payload_size) const
{
    const std::size_t table = (std::size_t{appended_.frames} + 1) * slot_size;
    return appended_.bytes + frame::header_size(payload_size) + payload_size + table <= capacity_;
}

void Segment::append(frame::Opcode opcode, std::string_view payload, bool compressed)
{
    char* const out =
        frame::write_header(memory_.get() + appended_.bytes, opcode, payload.size(), compressed);
    if (!payload.empty())
        std::memcpy(out, payload.data(), payload.size());
    appended_.bytes =
        static_cast<std::uint32_t>(out - memory_.get() + static_cast<std::ptrdiff_t>(payload.size()));
    *(slots_end_ - 1 - appended_.frames) = appended_.bytes;
    ++appended_.frames;
}

std::shared_ptr<Segment> Segment::chain(std::size_t next_capacity)
{
    publish();
    next_ = std::make_shared<Segment>(Start{start_.number + 1, start_.position + appended_.bytes},
                                      next_capacity, *memory_.get_deleter().memory);
    has_next_.store(true, std::memory_order_release);
    return next_;
}

Segment::Extent Segment::published() const
{
    const std::uint64_t value = published_.load(std::memory_order_acquire);
    return {static_cast<std::uint32_t>(value >> 32U), static_cast<std::uint32_t>(value)};
}

std::shared_ptr<Segment> Segment::next() const
{
    return has_next_.load(std::memory_order_acquire) ? next_ : nullptr;
}

std::uint32_t Segment::frames_before(std::uint32_t offset, std::uint32_t frames) const
{
    // The table runs backwards: its first entry is the last word, so the range is searched from the highest
    // address.
    const auto first = std::make_reverse_iterator(slots_end_);
    return static_cast<std::uint32_t>(std::upper_bound(first, first + frames, offset) - first);
}

} // namespace zws::browser
