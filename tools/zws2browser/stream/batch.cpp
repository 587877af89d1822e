// SPDX-License-Identifier: MIT
#include "tools/zws2browser/stream/batch.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

namespace zws::browser {

namespace {

static_assert(std::endian::native == std::endian::little, "numbers of a batch are little-endian");

constexpr std::size_t time_at = 8;
constexpr std::size_t count_at = 16;
/// The most that a record has besides its topic and payload: a clock, a new topic and the sizes.
constexpr std::size_t max_record_overhead = 24;

constexpr std::uint32_t no_topic = 0;
constexpr std::uint32_t is_clock = 0xffffffff;
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

bool Batch::has_room_for(const Arrival& arrival) const
{
    const auto topic_size = arrival.has_topic() ? arrival.first_frame.size() : 0;
    return empty() || bytes_.size() + max_record_overhead + topic_size + arrival.payload.size() <= max_size;
}

void Batch::append(const Arrival& arrival, bool is_text)
{
    if (empty())
        bytes_.resize(header_size);
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
}

void Batch::begin_next()
{
    first_ += count_;
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

} // namespace zws::browser
