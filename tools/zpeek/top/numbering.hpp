// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/json/json_tree.hpp"
#include "libcommon/zmq/message.hpp"
#include "libcommon/zmq/runs.hpp"

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace zws::peek {

/// Counts lost messages of a topic by their numbers, where it finds such: in a frame beside topic and payload
/// that has 4 or 8 bytes, or in a member of the JSON that is named as numbers of messages are. That place has
/// to go up by one from message to message at first.
class Numbering {
public:
    /// `payload` is without a topic before it; `tree` is used, and unspecified after that.
    void follow(Message& message, std::string_view payload, JsonTree& tree);

    /// Messages; none: nothing is known of numbers.
    std::optional<std::uint64_t> lost() const { return found_ ? std::optional(lost_) : std::nullopt; }

private:
    /// Where a number may be.
    struct Place {
        std::size_t frame = 0; ///< 0: a member of the JSON
        std::endian order = std::endian::big;
        std::string_view member{};
    };
    /// What numbers there have done so far.
    struct Trial {
        std::optional<std::uint64_t> before{};
        unsigned steps = 0; ///< by one, since the last that was not
    };

    static constexpr std::size_t places = 21;

    static std::array<Place, places> all_places();
    static std::optional<std::uint64_t> number_at(const Place& place, const Message& message,
                                                  const JsonNode* json);
    void search(const Message& message, const JsonNode* json);

    unsigned tried_ = 0; ///< messages
    std::array<Trial, places> trials_{};
    std::optional<Place> found_;
    unsigned bits_ = 64;
    Runs runs_;
    std::uint64_t lost_ = 0;
};

} // namespace zws::peek
