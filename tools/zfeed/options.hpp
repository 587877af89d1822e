// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/cli/command_line.hpp"
#include "libcommon/zmq/socket.hpp"
#include "tools/zfeed/moment.hpp"
#include "tools/zfeed/parsers.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace zws::feed {

struct Options {
    SocketOptions output;
    zmq::socket_type type = zmq::socket_type::xpub; ///< XPUB: what PUB stands for
    ParseOptions parse;
    std::vector<std::string> files; ///< to read, "-" is standard input; one at least once parsed
    char line_end = '\n';
    bool strict = false;
    std::optional<Moment> since; ///< of a recording: messages from here on
    std::optional<Moment> until; ///< and before this
    std::optional<double> rate;  ///< messages a second
    bool pace = false;           ///< with the times of a recording
    std::optional<double> speed;
    std::optional<std::chrono::nanoseconds> max_gap; ///< longest wait between messages of a recording
    bool loop = false;
    std::optional<unsigned> wait_peers;             ///< none: one, but for first_peer at most
    std::optional<std::chrono::nanoseconds> linger; ///< at the end of the input
};

/// How long the first subscriber is waited for where --wait-peers does not tell.
constexpr std::chrono::seconds first_peer{1};

/// The longest wait between messages of a recording where --max-gap does not tell.
constexpr std::chrono::hours default_max_gap{1};

/// How long messages are given to leave at the end of the input where --linger does not tell.
constexpr std::chrono::seconds default_linger{10};

CommandLine command_line(Options& options);

} // namespace zws::feed
