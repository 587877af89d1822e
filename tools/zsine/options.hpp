// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/cli/command_line.hpp"
#include "libcommon/zmq/socket.hpp"
#include "tools/zsine/waveform.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace zws::sine {

struct Options {
    SocketOptions output;
    double rate = 10; ///< samples a second of each series; 0: as fast as possible
    Shape shape;
    std::vector<std::string>
        series; ///< names, each the topic of its messages; none: one series without a topic
    std::optional<std::uint64_t> count; ///< samples of each series
    std::optional<std::chrono::nanoseconds> duration;
};

CommandLine command_line(Options& options);

} // namespace zws::sine
