// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/zmq/position.hpp"

#include <cstddef>
#include <cstdint>
#include <list>
#include <optional>

namespace zws::browser {

/// Follows the positions of messages as they come in, and tells what is missing between them. Messages that
/// have none get one here, of an epoch of this process.
class Positions {
public:
    struct Place {
        Position position;
        std::uint64_t missing = 0; ///< messages of its epoch between the one before and this one
    };

    /// Where a message is that came with `given`. Where the numbers of an epoch go back, as in a recording
    /// that is played again, nothing is missing; nor where they then go on after the greatest, as after a
    /// message that a stream delivers again.
    Place place(const std::optional<Position>& given);

    std::uint64_t missing() const { return missing_; } ///< messages, in all

    static constexpr std::size_t most_epochs = 64; ///< the one that was silent for longest is forgotten first

private:
    struct Epoch {
        std::uint64_t epoch;
        std::uint64_t last;     ///< number that came
        std::uint64_t greatest; ///< of them
    };

    Position own_{new_epoch(), 0};
    std::list<Epoch> epochs_; ///< at most most_epochs; that of the last message is the first
    std::uint64_t missing_ = 0;
};

} // namespace zws::browser
