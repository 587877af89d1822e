// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/cli/warnings.hpp"

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

namespace zws::relay {

/// What --stamp appends to a message: a frame with the time, and a last one with the number of the message
/// among those of its topic, from 0. Both are u64 in big-endian order.
class Stamps {
public:
    using Frame = std::array<unsigned char, sizeof(std::uint64_t)>;

    /// The number of the next message of `topic`. If there are more topics than most_memory is enough for,
    /// all begin again at 0, with a warning.
    std::uint64_t next(std::string_view topic);

    /// Bytes: a topic counts as 100 more than it is long.
    static constexpr std::size_t most_memory = std::size_t{16} << 20U;

    /// Nanoseconds since 1970.
    static std::uint64_t now();

    static Frame frame(std::uint64_t number);

private:
    void begin_again();

    struct Hash : std::hash<std::string_view> {
        using is_transparent = void;
    };

    std::unordered_map<std::string, std::uint64_t, Hash, std::equal_to<>> numbers_;
    std::size_t memory_ = 0;
    RareWarning warning_{std::chrono::minutes(1)};
};

} // namespace zws::relay
