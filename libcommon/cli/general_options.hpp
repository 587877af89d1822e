// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/cli/command_line.hpp"

#include <string>

namespace zws {

/// The options that every tool has.
struct CommandLine::General {
    enum class Shell { none, bash, zsh, fish };

    bool help = false;
    bool version = false;
    bool quiet = false;
    bool verbose = false;
    std::string config;
    Shell shell = Shell::none;
};

} // namespace zws
