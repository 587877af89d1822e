// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zpeek/findings/stream.hpp"

#include <string>

namespace zws::peek {

/// What was found out of a stream, for people; what comes from others is safe for a terminal.
std::string text_report(const StreamFindings& stream);

} // namespace zws::peek
