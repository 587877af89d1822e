// SPDX-License-Identifier: MIT
#pragma once

#include <array>
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

    /// The number of the next message of `topic`. Knows 100,000 topics; if there are more, all begin
    /// again at 0.
    std::uint64_t next(std::string_view topic);

    /// Nanoseconds since 1970.
    static std::uint64_t now();

    static Frame frame(std::uint64_t number);

private:
    struct Hash : std::hash<std::string_view> {
        using is_transparent = void;
    };

    std::unordered_map<std::string, std::uint64_t, Hash, std::equal_to<>> numbers_;
};

} // namespace zws::relay
