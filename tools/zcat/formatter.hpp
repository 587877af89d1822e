// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/zmq/message.hpp"

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace zws::cat {

/// A message and what is known of its coming.
struct Received {
    const Message& message;
    std::uint64_t number = 0;                     ///< among the printed, from 1
    std::chrono::system_clock::time_point time{}; ///< set for formatters that need it
    const std::string* decoded = nullptr;         ///< what --decode made of it; nullptr: nothing was to be
    std::string_view topic_in_payload{};          ///< where the only frame has a topic before its JSON
    bool all_frames_decoded = false;              ///< by a profile that reads the whole message

    std::string_view topic() const { return topic_in_payload.empty() ? message.topic() : topic_in_payload; }

    /// What stands for the payload.
    std::string_view payload() const { return decoded != nullptr ? *decoded : message.payload(); }
};

/// One form in which messages are printed.
class Formatter {
public:
    Formatter() = default;
    virtual ~Formatter() = default;
    Formatter(const Formatter&) = delete;
    Formatter& operator=(const Formatter&) = delete;

    /// Appends the form of a message to `out`. A message that has none in this format leaves `out` as it is;
    /// then the reason is returned, which is empty otherwise.
    virtual std::string print(const Received& received, std::string& out) = 0;

    /// Whether print() looks at the receive time; reading the clock for each message has its price.
    virtual bool needs_time() const { return false; }
};

} // namespace zws::cat
