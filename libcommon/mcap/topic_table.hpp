// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/json/json_likeness.hpp"
#include "libcommon/mcap/placement.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

namespace zws::mcap {

/// A channel that messages are given to.
struct RecordedChannel {
    ChannelRecord record;
    Frames frames = Frames::all;
    std::uint32_t next_sequence = 0; ///< of its next message
    JsonLikeness likeness;           ///< to its messages, if they are JSON
};

/// The channels of a stream, which are found by where messages belong. They stay, with their numbers, as long
/// as the table. It has a bound: once it is full, what has no channel yet is put into catch_all().
class TopicTable {
public:
    /// All channels, the one for what has none included.
    static constexpr std::size_t most_channels = 10'000;

    TopicTable();

    /// The channel of a message.
    const std::shared_ptr<RecordedChannel>& channel_of(const Message& message);

    /// Whether there was a message whose channel had no room.
    bool overflowed() const { return overflowed_; }

private:
    using Channel = std::shared_ptr<RecordedChannel>;
    using Kinds = std::array<Channel, 5>; ///< by the form of the data; one or two are there

    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
    };

    /// What there is of a topic; null: nothing.
    Kinds* known(std::string_view topic);
    const Channel& placed(const Placement& placement);
    const Channel& added(Kinds& kinds, std::size_t kind, const Placement& placement);

    using Topics = std::unordered_map<std::string, Kinds, Hash, std::equal_to<>>;

    Topics topics_;
    Topics::value_type* last_ = nullptr; ///< the topic of the last message
    Channel catch_all_;
    std::size_t count_ = 0;
    bool overflowed_ = false;
};

} // namespace zws::mcap
