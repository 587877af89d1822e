// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/zmq/message.hpp"

#include <string_view>

namespace zws::peek {

/// The topic that messages are told apart by: the first of several frames, but not one that is JSON, which is
/// a header, or longer than 1024 bytes; of a single frame the word in front of JSON or numbers ("cpu 0.5",
/// "cpu {"load":0.5}", "cpu:{"load":0.5}"), or the words in front of a pickle ("primary event \x80...").
/// Empty: there is none.
std::string_view topic_of(const Message& message);

/// The same of a single frame.
std::string_view topic_in(std::string_view frame);

/// Whether a text is a date, a time of day, or a number that is one of 2000 to 2100, rather than a topic.
bool is_moment(std::string_view text);

} // namespace zws::peek
