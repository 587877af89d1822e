// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/cli/warnings.hpp"
#include "libcommon/codec/per_topic.hpp"

#include <array>
#include <chrono>
#include <cstdint>
#include <string_view>

namespace zws::relay {

/// What --stamp appends to a message: a frame with the time, and a last one with the number of the message
/// among those of its topic, from 0. Both are u64 in big-endian order.
class Stamps {
public:
    using Frame = std::array<unsigned char, sizeof(std::uint64_t)>;

    /// The number of the next message of `topic`. If there are more topics than PerTopic has memory for, all
    /// begin again at 0, with a warning.
    std::uint64_t next(std::string_view topic);

    /// Nanoseconds since 1970.
    static std::uint64_t now();

    static Frame frame(std::uint64_t number);

private:
    void begin_again();

    PerTopic<std::uint64_t> numbers_;
    RareWarning warning_{std::chrono::minutes(1)};
};

} // namespace zws::relay
