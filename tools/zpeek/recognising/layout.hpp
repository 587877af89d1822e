// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zpeek/recognising/encoding.hpp"
#include "tools/zpeek/recognising/frame_number.hpp"
#include "tools/zpeek/sampling/samples.hpp"

#include <optional>
#include <string>
#include <vector>

namespace zws::peek {

/// What one frame of a message is.
struct FrameRole {
    Encoding encoding;
    std::optional<FrameNumber> number; ///< where it is a number of the message
    std::size_t least = 0;             ///< bytes
    std::size_t greatest = 0;
};

/// What the messages of a topic are made of.
struct Layout {
    std::vector<FrameRole> frames; ///< of the messages that have as many as most do
    std::size_t others = 0;        ///< messages that were looked at, and have fewer or more
    bool topic_in_frame = false;   ///< the only frame begins with the topic, and a sign after it,
    char after_topic = ' ';        ///< which is this
    std::size_t payload = 0;       ///< place of the frame with the data
    Encoding encoding;             ///< of that
    std::string profile;           ///< the publisher's, as --decode names it; empty: none is known
};

/// Recognises each frame of the messages that were kept of a topic.
Layout layout_of(const TopicSample& topic);

/// The data of a message of that layout; nothing where it has another number of frames.
std::optional<std::string_view> payload_of(const KeptMessage& message, const Layout& layout);

} // namespace zws::peek
