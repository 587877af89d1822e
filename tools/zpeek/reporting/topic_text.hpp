// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zpeek/findings/findings.hpp"

#include <chrono>
#include <string>

namespace zws::peek {

/// How the messages of a topic flow, in one line.
std::string topic_line(const TopicFindings& found, std::chrono::nanoseconds looked);

/// What they are made of: frames, time, sequence number and fields, a line each.
std::string topic_details(const TopicFindings& found);

} // namespace zws::peek
