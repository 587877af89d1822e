// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/codec/decoder.hpp"
#include "libcommon/command_line.hpp"
#include "libcommon/socket.hpp"
#include "tools/zcat/formats.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace zws::cat {

struct Options {
    SocketOptions input;
    std::string format = "text"; ///< a name or a template, known to be good
    FormatOptions form;
    DecoderOptions decode;
    std::optional<std::uint64_t> count;              ///< messages to print
    std::optional<std::chrono::nanoseconds> timeout; ///< in all
    std::optional<std::chrono::nanoseconds> idle;    ///< since the last message, or since the start
    bool stats = false;
};

CommandLine command_line(Options& options);

} // namespace zws::cat
