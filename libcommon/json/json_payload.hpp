// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace zws {

/// Appends the JSON that a frame has, in one line. It is the whole frame, or the frame without the NUL byte
/// at its end, which strings of C have. Where it is neither and the message has no other frame (`alone`), it
/// is what comes after the first blank, and what comes before is the topic: "cpu {"load":0.5}". What begins
/// as an object, an array or a string of JSON has no such topic.
///
/// Sets `topic`, empty where there is none. Returns why the frame has no JSON, empty if it has some.
std::string append_json_payload(std::string& out, std::string_view frame, bool alone,
                                std::string_view& topic);

} // namespace zws
