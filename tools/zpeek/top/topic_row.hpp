// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace zws::peek {

/// What is known of a topic.
struct TopicRow {
    std::string_view topic; ///< of any bytes; empty: its messages have none
    double rate = 0;        ///< messages a second
    double bandwidth = 0;   ///< bytes a second
    double size = 0;        ///< of a message, bytes, on average
    std::uint64_t messages = 0;
    double age = 0;                      ///< seconds since the last message
    std::optional<std::uint64_t> lost{}; ///< messages, by their numbers; none: they have none
    std::string_view last{};             ///< the start of the last payload, of any bytes
};

} // namespace zws::peek
