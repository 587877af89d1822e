// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zpeek/recognising/encoding.hpp"
#include "tools/zpeek/recognising/steps.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace zws::peek {

/// When the message of a frame came, in Unix seconds, and over which connection.
struct Came {
    double arrived;
    int connection;
};

/// A number that frames are, one each.
struct FrameNumber {
    enum class Meaning { sequence, time };

    Meaning meaning;
    std::string element; ///< as --decode and --seq name it: "u64be", or "position"
    std::string unit{};  ///< of a time: "s", "ms", "us" or "ns"
    Steps steps{};       ///< of a sequence
    unsigned bits = 64;  ///< in which its numbers begin again
    bool shared = false; ///< a sequence that messages of other topics have numbers of, too

    bool is_position() const { return element == "position"; }
};

/// The number in a frame of that element; nothing where it has another form.
std::optional<std::uint64_t> number_in_frame(std::string_view frame, std::string_view element);

/// The number that all frames are: one near the arrivals is a time, one that goes on from message to message
/// numbers them, as does a position (zws(7), POSITIONS). `came` is of the messages of the frames. Nothing
/// where they are neither for sure.
std::optional<FrameNumber> number_of_frames(const Column& frames, const std::vector<Came>& came);

} // namespace zws::peek
