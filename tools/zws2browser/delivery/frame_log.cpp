// SPDX-License-Identifier: MIT
#include "tools/zws2browser/delivery/frame_log.hpp"

#include "tools/zws2browser/stream/batch.hpp"
#include "tools/zws2browser/stream/deflater.hpp"

#include <algorithm>

namespace zws::browser {

namespace {

std::string_view header_of_frame(const Segment& segment, std::uint32_t index)
{
    const auto frame = frame::parse(segment.frame(index));
    return frame.compressed ? readable_part(frame.payload) : frame.payload;
}

BatchRange range_of_frame(const Segment& segment, std::uint32_t index)
{
    return range_of(header_of_frame(segment, index));
}

Coverage coverage_of_frame(const Segment& segment, std::uint32_t index)
{
    return coverage_of(header_of_frame(segment, index));
}

} // namespace

void BufferList::add(std::string_view bytes)
{
    // sendmsg(2) only reads, but iovec has no const.
    buffers_[count_++] = {const_cast<char*>(bytes.data()), bytes.size()}; // NOLINT(*-const-cast)
    bytes_ += bytes.size();
}

FrameLog::FrameLog(std::shared_ptr<Segment> oldest, bool batched) : batched_(batched)
{
    append(std::move(oldest));
    follow();
}

void FrameLog::append(std::shared_ptr<Segment> segment)
{
    entries_.push_back({std::move(segment), {}, 0});
}

bool FrameLog::follow()
{
    bool grown = false;
    for (;;) {
        Entry& last = entries_.back();
        auto next = last.segment->next(); // asked first: once there is a next one, the extent is final
        const auto extent = last.segment->published();
        grown = grown || extent != last.extent;
        last.extent = extent;
        if (!next)
            return grown;
        append(std::move(next));
    }
}

std::uint64_t FrameLog::messages(const Segment& segment, std::uint32_t from, std::uint32_t to) const
{
    if (!batched_ || from == to)
        return to - from;
    return range_of_frame(segment, to - 1).end() - range_of_frame(segment, from).first;
}

Cursor FrameLog::before_head(std::uint64_t messages_back) const
{
    auto at = entries_.rbegin();
    auto here = messages(*at->segment, 0, at->extent.frames);
    while (here < messages_back && std::next(at) != entries_.rend()) {
        messages_back -= here;
        ++at;
        here = messages(*at->segment, 0, at->extent.frames);
    }
    auto frame = at->extent.frames;
    if (!batched_)
        frame -= static_cast<std::uint32_t>(std::min<std::uint64_t>(messages_back, frame));
    while (batched_ && frame > 0 && messages(*at->segment, frame, at->extent.frames) < messages_back)
        --frame;
    return at_frame(*at, frame);
}

Cursor FrameLog::at_frame(const Entry& entry, std::uint32_t frame)
{
    return {entry.segment->start().number, frame == 0 ? 0 : entry.segment->frame_end(frame - 1), frame};
}

std::optional<Cursor> FrameLog::after(std::span<const Position> positions)
{
    std::optional<Cursor> first;
    for (const auto& position : positions) {
        if (const auto cursor = after(position); cursor && (!first || *cursor < *first))
            first = cursor;
    }
    return first;
}

/// From the newest run on, as most clients were here a moment ago. A run that has nothing to do with what is
/// sought is passed over, since a message that came again is one. Where none has, the oldest message that is
/// later is what there is, or else the end of the newest run.
std::optional<Cursor> FrameLog::after(const Position& position)
{
    const auto wanted = position.sequence + 1;
    std::optional<Cursor> later;
    std::optional<Cursor> end;
    for (auto place = entries_.size(); place-- > 0;) {
        auto& entry = entries_[place];
        index(entry);
        for (auto number = entry.runs.size(); number-- > 0;) {
            const auto& run = entry.runs[number];
            if (run.covered.epoch != position.epoch)
                continue;
            const auto frame = frame_of(entry, run, wanted);
            if (goes_on_at(entry, run, frame, wanted))
                return at_frame(entry, frame);
            if (run.covered.end > wanted)
                later = at_frame(entry, frame);
            else if (!end)
                end = at_frame(entry, frame);
        }
    }
    return later ? later : end;
}

void FrameLog::index(Entry& entry)
{
    for (; entry.indexed < entry.extent.frames; ++entry.indexed) {
        const auto part = coverage_of_frame(*entry.segment, entry.indexed);
        const bool goes_on = !entry.runs.empty() && entry.runs.back().covered.epoch == part.epoch &&
                             entry.runs.back().covered.end <= part.begin;
        if (goes_on)
            entry.runs.back().covered.end = part.end;
        else
            entry.runs.push_back({entry.indexed, part});
    }
}

/// The first batch of a run that has this message or later ones, or what follows the run.
std::uint32_t FrameLog::frame_of(const Entry& entry, const Run& run, std::uint64_t wanted)
{
    auto first = run.first;
    auto end = &run == &entry.runs.back() ? entry.indexed : (&run + 1)->first;
    while (first < end) {
        const auto middle = first + (end - first) / 2;
        if (coverage_of_frame(*entry.segment, middle).end <= wanted)
            first = middle + 1;
        else
            end = middle;
    }
    return first;
}

/// Whether there is nothing between what came before this message and the batch that frame_of() found.
bool FrameLog::goes_on_at(const Entry& entry, const Run& run, std::uint32_t frame, std::uint64_t wanted)
{
    const bool has_it = run.covered.end > wanted && coverage_of_frame(*entry.segment, frame).begin <= wanted;
    return has_it || (frame > run.first && coverage_of_frame(*entry.segment, frame - 1).end == wanted);
}

bool FrameLog::inside_frame(const Cursor& cursor) const
{
    return cursor.offset != (cursor.frame == 0 ? 0 : entry(cursor).segment->frame_end(cursor.frame - 1));
}

std::string_view FrameLog::rest_of_frame(const Cursor& cursor) const
{
    const Segment& segment = *entry(cursor).segment;
    return {segment.data() + cursor.offset, segment.frame_end(cursor.frame) - cursor.offset};
}

std::uint64_t FrameLog::messages_of_frame(const Cursor& cursor) const
{
    return messages(*entry(cursor).segment, cursor.frame, cursor.frame + 1);
}

void FrameLog::gather(Cursor cursor, BufferList& buffers) const
{
    const auto head_number = entries_.back().segment->start().number;
    while (!buffers.full()) {
        const Entry& here = entry(cursor);
        if (here.extent.bytes > cursor.offset)
            buffers.add({here.segment->data() + cursor.offset, here.extent.bytes - cursor.offset});
        if (cursor.segment == head_number)
            return;
        cursor = {cursor.segment + 1, 0, 0};
    }
}

std::uint64_t FrameLog::advance(Cursor& cursor, std::size_t bytes)
{
    std::uint64_t completed = 0;
    for (;;) {
        const Entry& here = entry(cursor);
        const std::size_t left = here.extent.bytes - cursor.offset;
        const auto taken = static_cast<std::uint32_t>(std::min(left, bytes));
        const auto offset = cursor.offset + taken;
        const auto frame = offset == here.extent.bytes
                               ? here.extent.frames
                               : here.segment->frames_before(offset, here.extent.frames);
        completed += messages(*here.segment, cursor.frame, frame);
        cursor.offset = offset;
        cursor.frame = frame;
        bytes -= taken;
        if (bytes == 0)
            return completed;
        move_to_next_segment(cursor);
    }
}

void FrameLog::move_to_next_segment(Cursor& cursor)
{
    leave(cursor);
    cursor = {cursor.segment + 1, 0, 0};
    enter(cursor);
}

std::uint64_t FrameLog::overtake(Cursor& cursor)
{
    const Entry& here = entry(cursor);
    const auto next_frame = cursor.frame + static_cast<std::uint32_t>(inside_frame(cursor));
    const auto skipped = messages(*here.segment, next_frame, here.extent.frames);
    move_to_next_segment(cursor);
    return skipped;
}

void FrameLog::drop_oldest()
{
    entries_.pop_front();
}

std::uint64_t FrameLog::low_water() const
{
    const auto used = std::find_if(entries_.begin(), std::prev(entries_.end()),
                                   [](const Entry& entry) { return entry.cursors != 0; });
    return used->segment->start().position + used->extent.bytes;
}

} // namespace zws::browser
