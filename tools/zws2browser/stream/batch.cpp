// SPDX-License-Identifier: MIT
#include "tools/zws2browser/stream/batch.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <utility>

namespace zws::browser {

namespace {

static_assert(std::endian::native == std::endian::little, "numbers of a batch are little-endian");

constexpr std::size_t time_at = 8;
constexpr std::size_t count_at = 16;
constexpr std::size_t coverage_at = 20;
/// The most that a record has besides its topic and payload: a clock, a new topic and the sizes.
constexpr std::size_t max_record_overhead = 24;
/// The same of what is passed over and what is missing, before it and at the end of the batch.
constexpr std::size_t max_skip_overhead = 48;

constexpr std::uint32_t no_topic = 0;
constexpr std::uint32_t is_clock = 0xffffffff;
constexpr std::uint32_t is_hidden = 0xfffffffe;
constexpr std::uint32_t is_missing = 0xfffffffd;
constexpr std::uint32_t is_binary = std::uint32_t{1} << 31U;

template <class T>
void append_value(std::string& out, T value)
{
    out.append(reinterpret_cast<const char*>(&value), sizeof value);
}

template <class T>
void write_value(std::string& out, std::size_t at, T value)
{
    std::memcpy(out.data() + at, &value, sizeof value);
}

} // namespace

/// A batch tells of one part of one epoch.
bool Batch::follows(const Position& position) const
{
    return form_ == BatchForm::v1 || (position.epoch == epoch_ && position.sequence >= end_);
}

bool Batch::has_room_for(const ArrivedMessage& arrival) const
{
    if (!empty() && !follows(arrival.position))
        return false;
    const auto topic_size = arrival.has_topic() ? arrival.first_frame.size() : 0;
    const auto overhead = max_record_overhead + (form_ == BatchForm::v1 ? 0 : max_skip_overhead);
    return empty() || bytes_.size() + overhead + topic_size + arrival.payload.size() <= max_size;
}

void Batch::append(const ArrivedMessage& arrival, bool is_text)
{
    if (empty())
        bytes_.resize(header_size());
    if (form_ == BatchForm::v2) {
        cover(arrival);
        append_skipped(arrival.position.sequence);
        ++next_;
    }
    if (empty() || arrival.time != clock_) {
        clock_ = arrival.time;
        append_value(bytes_, is_clock);
        append_value(bytes_, clock_);
    }
    if (arrival.has_topic())
        append_topic(arrival.first_frame);
    else
        append_value(bytes_, no_topic);
    append_value(bytes_, static_cast<std::uint32_t>(arrival.payload.size()) | (is_text ? 0 : is_binary));
    bytes_ += arrival.payload;
    ++count_;
}

void Batch::pass_over(const ArrivedMessage& arrival)
{
    if (form_ == BatchForm::v2)
        cover(arrival);
}

void Batch::cover(const ArrivedMessage& arrival)
{
    const auto& [epoch, sequence] = arrival.position;
    if (!follows(arrival.position)) {
        epoch_ = epoch;
        begin_ = next_ = sequence - std::min(sequence, arrival.missing);
        missing_ = 0;
    }
    missing_ += arrival.missing;
    end_ = sequence + 1;
}

/// Up to before `sequence`: messages that never came here, and those that are not shown.
void Batch::append_skipped(std::uint64_t sequence)
{
    const auto skipped = sequence - next_;
    const auto missing = std::min(skipped, std::exchange(missing_, 0));
    for (const auto& [code, count] :
         {std::pair(is_missing, missing), std::pair(is_hidden, skipped - missing)}) {
        if (count == 0)
            continue;
        append_value(bytes_, code);
        append_value(bytes_, count);
    }
    next_ = sequence;
}

void Batch::append_topic(std::string_view topic)
{
    const auto known = topics_.find(topic);
    if (known != topics_.end())
        return append_value(bytes_, known->second);
    const auto number = static_cast<std::uint32_t>(topics_.size() + 1);
    topics_.emplace(topic, number);
    append_value(bytes_, number);
    append_value(bytes_, static_cast<std::uint32_t>(topic.size()));
    bytes_ += topic;
}

void Batch::seal(double time)
{
    write_value(bytes_, 0, first_);
    write_value(bytes_, time_at, time);
    write_value(bytes_, count_at, count_);
    if (form_ == BatchForm::v1)
        return;
    append_skipped(end_);
    for (std::size_t at = coverage_at; const auto number : {epoch_, begin_, end_}) {
        write_value(bytes_, at, number);
        at += sizeof number;
    }
}

void Batch::begin_next()
{
    first_ += count_;
    begin_ = end_;
    count_ = 0;
    bytes_.clear();
    if (bytes_.capacity() > 2 * max_size)
        bytes_.shrink_to_fit();
    topics_.clear();
}

BatchRange range_of(std::string_view batch)
{
    BatchRange range;
    std::memcpy(&range.first, batch.data(), sizeof range.first);
    std::memcpy(&range.count, batch.data() + count_at, sizeof range.count);
    return range;
}

Coverage coverage_of(std::string_view batch)
{
    std::array<std::uint64_t, 3> numbers{};
    std::memcpy(numbers.data(), batch.data() + coverage_at, sizeof numbers);
    return {numbers[0], numbers[1], numbers[2]};
}

} // namespace zws::browser
