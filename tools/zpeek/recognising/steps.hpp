// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

namespace zws::peek {

/// A number of a message, and the descriptor of the connection over which that came; -1: not known.
struct Numbered {
    std::uint64_t number;
    int connection;
};

/// How numbers go on from message to message.
struct Steps {
    std::uint64_t count = 0;    ///< from one number to the next
    std::uint64_t next = 0;     ///< that were one more
    std::uint64_t lost = 0;     ///< numbers that are missing,
    std::uint64_t gaps = 0;     ///< in so many places
    std::uint64_t others = 0;   ///< that came again, or went back
    std::uint64_t greatest = 0; ///< of those that went on
};

/// Of numbers of `bits` bits, in the order in which they came (Runs).
Steps steps_of(const std::vector<Numbered>& numbers, unsigned bits);

/// Whether they number messages: most go on by one, and hardly one goes back.
bool are_sequence(const Steps& steps);

/// Whether they grow from message to message by small steps, as a sequence does that several topics share.
bool are_growing(const Steps& steps);

} // namespace zws::peek
