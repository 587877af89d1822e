// SPDX-License-Identifier: MIT
#include "tools/znats/to_nats/shared_id.hpp"

#include "libcommon/cli/log.hpp"
#include "libcommon/text/big_endian.hpp"
#include "libcommon/text/hash.hpp"
#include "libcommon/zmq/position.hpp"

#include <cstdint>
#include <string_view>

namespace zws::nats {

namespace {

constexpr std::size_t least_frames = 4; // topic, payload, time, number

/// Of the first `count` frames.
std::uint64_t hash_of(const Message& message, std::size_t count)
{
    auto hash = hash_after("");
    for (std::size_t i = 0; i < count; ++i)
        hash = hash_after(message.frame(i), hash);
    return hash;
}

bool is_near(std::uint64_t time, std::chrono::system_clock::time_point now)
{
    constexpr std::uint64_t hour = 3'600'000'000'000; // ns
    const auto since = std::chrono::duration_cast<std::chrono::nanoseconds>(now.time_since_epoch()).count();
    const auto at = static_cast<std::uint64_t>(since);
    return time > at - hour && time < at + hour;
}

/// Relays on two ways may add frames of their own: topic and payload are all that is the same. They tell
/// apart what somebody numbered twice.
std::string position_id(const Message& message, const Position& position)
{
    return log::concat("position-", epoch_text(position.epoch), '-', position.sequence, '-',
                       hash_of(message, 2));
}

std::optional<std::string> stamp_id(const Message& message, std::chrono::system_clock::time_point now)
{
    const auto count = message.frame_count();
    if (count < least_frames)
        return std::nullopt;
    const auto time = message.frame(count - 2);
    const auto number = message.frame(count - 1);
    if (time.size() != sizeof(std::uint64_t) || number.size() != time.size() ||
        !is_near(read_big_endian(time), now))
        return std::nullopt;
    return log::concat("stamp-", read_big_endian(time), '-', read_big_endian(number), '-',
                       hash_of(message, count));
}

} // namespace

std::optional<std::string> shared_id(const Message& message, std::chrono::system_clock::time_point now)
{
    const auto position = position_of(message);
    return position ? position_id(message, *position) : stamp_id(message, now);
}

} // namespace zws::nats
