// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/cli/command_line.hpp"
#include "libcommon/codec/decoder.hpp"

namespace zws {

/// Adds --decode and --sample-rate, whose combination is checked after parsing.
void add_decode_flags(CommandLine& cli, DecoderOptions& options);

} // namespace zws
