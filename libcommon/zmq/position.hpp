// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/zmq/message.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace zws {

/// Where a message is in its stream. The numbers of an epoch follow each other without a gap, and go with the
/// messages wherever these are carried; no clock is asked what comes after what.
struct Position {
    std::uint64_t epoch = 0;    ///< tells those who number messages apart: another one after each start
    std::uint64_t sequence = 0; ///< of the message, from 1

    bool operator==(const Position&) const = default;
};

/// The bytes of the last frame of a message that carries its position: "zws.pos1", then epoch and sequence as
/// u64 in big-endian order (zws(7), MESSAGES).
using PositionFrame = std::array<unsigned char, 24>;
PositionFrame frame_of(const Position& position);

/// What a frame says; none where it is something else.
std::optional<Position> position_in(std::string_view frame);

/// What the last frame of a message says, of three or more: the first two are its topic and payload.
std::optional<Position> position_of(const Message& message);

/// Makes `position` the last frame of a message, unless it has one. A message of one frame gets an empty
/// topic in front, so that its frame stays the payload.
void append_position(Message& message, const Position& position);

/// Frames without the one of the position, if there is one.
std::size_t frames_without_position(const Message& message);

/// Of a frame in which there is a position: the 8 bytes of its epoch.
std::string_view epoch_bytes(std::string_view frame);

std::string epoch_text(std::uint64_t epoch); ///< 16 hexadecimal digits

/// Takes "EPOCH:SEQUENCE" apart, up to 16 hexadecimal digits and a decimal number; throws
/// std::invalid_argument with what is wrong.
Position parse_position(std::string_view text);

/// An epoch that no other process has: when it was drawn, in nanoseconds since 1970.
std::uint64_t new_epoch();

} // namespace zws
