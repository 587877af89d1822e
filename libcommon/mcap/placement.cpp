// SPDX-License-Identifier: MIT
#include "libcommon/mcap/placement.hpp"

#include "libcommon/codec/byte_reader.hpp"
#include "libcommon/json/json_scan.hpp"
#include "libcommon/text/character.hpp"

#include <limits>
#include <stdexcept>

namespace zws::mcap {

namespace {

constexpr const char* frames_key = "zws:frames";
constexpr std::string_view no_topic = "payload"; // MCAP wants a name for what has none
constexpr std::string_view any_topic = "messages";

const char* text_of(Frames frames)
{
    switch (frames) {
    case Frames::payload:
        return "1";
    case Frames::pair:
        return "2";
    default:
        return "all";
    }
}

const char* encoding_of(const Placement& placement)
{
    if (placement.frames == Frames::all)
        return "zws-frames";
    return placement.json ? "json" : "application/octet-stream";
}

bool is_topic(std::string_view text)
{
    return text.size() <= longest_topic && is_utf8(text);
}

void append_framed(std::string& out, std::string_view frame)
{
    if (frame.size() > std::numeric_limits<std::uint32_t>::max())
        throw std::length_error("a frame of 4 GiB or more cannot be recorded");
    for (unsigned shift = 0; shift < 32; shift += 8)
        out += static_cast<char>(frame.size() >> shift & 0xffU);
    out += frame;
}

std::optional<std::vector<std::string_view>> unframed(std::string_view data)
{
    std::vector<std::string_view> frames;
    codec::ByteReader reader(data);
    while (reader.left() > 0) {
        const auto size = reader.number(sizeof(std::uint32_t), std::endian::little);
        const auto frame = size ? reader.read(*size) : std::nullopt;
        if (!frame)
            return std::nullopt;
        frames.push_back(*frame);
    }
    return frames.empty() ? std::nullopt : std::optional(std::move(frames));
}

} // namespace

Placement placement_of(const Message& message)
{
    if (message.frame_count() == 1)
        return {Frames::payload, no_topic, is_json(message.frame(0))};
    if (!is_topic(message.frame(0)))
        return catch_all();
    if (message.frame_count() == 2)
        return {Frames::pair, message.frame(0), is_json(message.frame(1))};
    return {Frames::all, message.frame(0), false};
}

Placement likely_placement(const Message& message)
{
    return message.frame_count() == 1 ? Placement{Frames::payload, no_topic, true}
                                      : Placement{Frames::pair, message.frame(0), true};
}

Placement catch_all()
{
    return {Frames::all, any_topic, false};
}

ChannelRecord channel_of(const Placement& placement, ChannelId id)
{
    return {id,
            0,
            std::string(placement.topic),
            encoding_of(placement),
            {{frames_key, text_of(placement.frames)}}};
}

std::size_t data_size(const Message& message, Frames frames)
{
    return frames == Frames::all ? message.size() + message.frame_count() * sizeof(std::uint32_t)
                                 : message.payload().size();
}

void append_data(std::string& out, const Message& message, Frames frames)
{
    if (frames != Frames::all) {
        out += message.payload();
        return;
    }
    for (std::size_t i = 0; i < message.frame_count(); ++i)
        append_framed(out, message.frame(i));
}

bool is_ours(const ChannelRecord& channel)
{
    return channel.metadata.contains(frames_key);
}

bool holds_first_frame(const ChannelRecord& channel)
{
    const auto found = channel.metadata.find(frames_key);
    return found != channel.metadata.end() && found->second != text_of(Frames::pair);
}

std::optional<std::vector<std::string_view>> frames_of(const ChannelRecord& channel, std::string_view data)
{
    const auto found = channel.metadata.find(frames_key);
    if (found == channel.metadata.end() || found->second == text_of(Frames::pair))
        return std::vector<std::string_view>{channel.topic, data};
    if (found->second == text_of(Frames::payload))
        return std::vector<std::string_view>{data};
    return found->second == text_of(Frames::all) ? unframed(data) : std::nullopt;
}

} // namespace zws::mcap
