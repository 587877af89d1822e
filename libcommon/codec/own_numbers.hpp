// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/cli/warnings.hpp"
#include "libcommon/codec/per_topic.hpp"
#include "libcommon/codec/sequence.hpp"
#include "libcommon/zmq/position.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace zws {

/// Where publishers have numbers of their own.
struct OwnNumberSpec {
    std::optional<SequenceSpec> number; ///< none: they have none, or it is not asked for
    std::optional<SequenceSpec>
        epoch; ///< what tells a publisher's starts apart; none: its numbers never go back
};

/// Makes positions of the numbers that publishers give the messages of each topic. The epoch comes from topic
/// and message alone, so that all relays give the same position, also after a restart.
class OwnNumbers {
public:
    /// With OwnNumberSpec::number.
    explicit OwnNumbers(OwnNumberSpec spec);

    /// The position that a message came with, or else the one of its own number.
    std::optional<Position> position_of(const Message& message);

    /// To be called for each frame of a message but its position, from 0 on, which begins the next message.
    void see(std::size_t index, std::string_view frame);

    /// The position of the message whose frames were seen. None where it has no number, or where those of its
    /// topic went back within an epoch: from then on its messages have none.
    std::optional<Position> position(std::string_view topic);

private:
    struct Run {
        std::uint64_t epoch;
        std::uint64_t last;
        bool goes_back = false;
    };

    std::optional<std::uint64_t> number() const;
    std::optional<std::uint64_t> epoch(std::string_view topic) const;
    Run& run_of(std::string_view topic, const Position& position);
    void leave(Run& run, std::string_view topic, std::uint64_t number);

    SequenceSpec number_;
    std::optional<SequenceSpec> epoch_;
    std::string payload_;                       ///< kept where something in it is looked for
    std::optional<std::uint64_t> number_frame_; ///< what the frame says that has the number,
    std::optional<std::uint64_t> epoch_frame_;  ///< and that of the epoch
    PerTopic<Run> runs_;
    RareWarning warning_{std::chrono::minutes(1)};
};

/// None: `spec` asks for none.
std::optional<OwnNumbers> own_numbers(const OwnNumberSpec& spec);

} // namespace zws
