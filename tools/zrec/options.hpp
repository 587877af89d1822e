// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/cli/command_line.hpp"
#include "libcommon/mcap/chunk.hpp"
#include "libcommon/zmq/socket.hpp"
#include "tools/zrec/condition.hpp"
#include "tools/zrec/info.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace zws::rec {

/// Which files go, and when; 0 and none: no limit.
struct KeepRule {
    std::int64_t bytes = 0;
    std::optional<std::chrono::nanoseconds> age;

    bool limited() const { return bytes != 0 || age; }
};

struct Options {
    SocketOptions input;
    std::string folder;
    mcap::Compression compression = mcap::Compression::zstd;
    std::chrono::milliseconds flush{1000};       ///< the longest that a message is in memory alone
    std::size_t memory = std::size_t{64} << 20U; ///< for what is not in a file yet, bytes
    std::int64_t rotate_size = 0;                ///< bytes of a file; 0: no limit
    std::optional<std::chrono::nanoseconds> rotate_age;
    KeepRule keep;
    std::optional<std::chrono::nanoseconds> last; ///< none: all is written
    std::chrono::milliseconds after{1000};
    std::vector<Condition> conditions;
    bool on_signal = false;
    InfoOptions info; ///< wanted: nothing is recorded
};

CommandLine command_line(Options& options);

} // namespace zws::rec
