// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/cli/command_line.hpp"
#include "libcommon/codec/decoder.hpp"
#include "libcommon/codec/sequence.hpp"
#include "libcommon/zmq/socket.hpp"
#include "tools/zcat/formats.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace zws::cat {

enum class OnIdle { exit, reconnect };

struct Options {
    SocketOptions input;
    zmq::socket_type type = zmq::socket_type::sub;
    std::string format = "text"; ///< a name or a template, known to be good
    FormatOptions form;
    bool format_given = false;
    std::vector<std::string> fields; ///< pointers to what is printed of each message, instead of a format
    bool null = false;               ///< messages end with a NUL byte
    bool delimiter_given = false;
    DecoderOptions decode;
    std::vector<std::string> excluded; ///< prefixes of topics
    std::uint64_t every = 1;           ///< one message in so many is printed, of each topic
    std::string reply;                 ///< of a REP socket
    bool reply_given = false;
    std::optional<std::string> until;                ///< the tap ends after a message that matches (Pattern)
    std::optional<std::uint64_t> count;              ///< messages to print
    std::optional<std::chrono::nanoseconds> timeout; ///< in all
    std::optional<std::chrono::nanoseconds> idle;    ///< since the last message, or since the start
    OnIdle on_idle = OnIdle::exit;
    bool on_idle_given = false;
    std::optional<SequenceSpec> sequence; ///< where to count lost messages by
    bool sequence_from_profile = false;
    bool stats = false;
};

CommandLine command_line(Options& options);

} // namespace zws::cat
