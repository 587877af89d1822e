// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zpeek/findings/stream.hpp"

#include <string>

namespace zws::peek {

/// What was found out of a stream as one object of JSON (zpeek(1), JSON), in one line without its end.
std::string json_report(const StreamFindings& stream);

} // namespace zws::peek
