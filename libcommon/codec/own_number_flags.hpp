// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/cli/command_line.hpp"
#include "libcommon/codec/own_numbers.hpp"

namespace zws {

/// Adds --seq and --epoch, by which positions are made of publishers' own numbers.
void add_own_number_flags(CommandLine& cli, OwnNumberSpec& spec);

} // namespace zws
