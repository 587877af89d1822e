// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/cli/command_line.hpp"

#include <functional>

namespace zws {

/// Parses the arguments, runs `body` and maps how it ended to an exit status. The only place that catches.
int run(CommandLine cli, int argc, char** argv, const std::function<void()>& body);

} // namespace zws
