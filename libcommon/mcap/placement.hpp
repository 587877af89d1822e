// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/mcap/record.hpp"
#include "libcommon/zmq/message.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// How messages of ZeroMQ are kept in those of MCAP, and come back byte for byte (zws(7), RECORDINGS).
namespace zws::mcap {

/// What the data of a channel's messages is: its "zws:frames".
enum class Frames {
    payload, ///< "1": the only frame
    pair,    ///< "2": the second of two frames; the first is the topic of the channel
    all,     ///< "all": every frame, after its length as a u32
};

/// The channel that a message belongs to.
struct Placement {
    Frames frames = Frames::all;
    std::string_view topic; ///< a part of the message, or a constant
    bool json = false;      ///< the data is JSON

    bool operator==(const Placement&) const = default;
};

/// Topics of a file that are longer have no channel of their own, bytes.
constexpr std::size_t longest_topic = 1024;

/// Where a message belongs. Its data is JSON (RFC 8259), bytes, or all frames; a channel has one kind alone.
Placement placement_of(const Message& message);

/// Where a message of one or two frames belongs if its payload is JSON, and its topic one of the file.
Placement likely_placement(const Message& message);

/// The channel that takes every message, whatever its frames and topic.
Placement catch_all();

/// The channel of a placement.
ChannelRecord channel_of(const Placement& placement, ChannelId id);

/// How many bytes append_data() adds.
std::size_t data_size(const Message& message, Frames frames);

/// Appends the data of a message in this form; frames of 4 GiB or more throw std::length_error.
void append_data(std::string& out, const Message& message, Frames frames);

/// Whether zrec wrote the channel: its data are known to be whole messages of ZeroMQ.
bool is_ours(const ChannelRecord& channel);

/// Whether the first frame of a message of the channel is in its data; else it is the topic of the channel.
bool holds_first_frame(const ChannelRecord& channel);

/// The frames of the message that `data` on `channel` is, as parts of both; of a channel that others wrote,
/// without "zws:frames", they are the topic and the data. None where `data` is not what the channel promises,
/// or "zws:frames" is something else.
std::optional<std::vector<std::string_view>> frames_of(const ChannelRecord& channel, std::string_view data);

} // namespace zws::mcap
