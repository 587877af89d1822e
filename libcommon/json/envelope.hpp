// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/zmq/message.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace zws {

/// A message with its receive time, as one line of JSON keeps it (zws(7), Envelopes).
struct Envelope {
    std::optional<std::chrono::system_clock::time_point> time; ///< to the nanosecond; none: not told
    std::vector<std::string> frames;                           ///< one or more
};

/// Appends {"t":1763870400.123456789,"frames":["topic",{"b64":"AAEC/w=="}]} without a newline: a frame is a
/// string where it is valid UTF-8, else an object with its base64.
void append_envelope(std::string& out, std::chrono::system_clock::time_point time, const Message& message);

/// Reads an envelope with white space and members in any order; members that it does not know are passed
/// over. Returns what is wrong with `line`, empty if nothing is; `into` is used again, and unspecified then.
std::string parse_envelope(std::string_view line, Envelope& into);

} // namespace zws
