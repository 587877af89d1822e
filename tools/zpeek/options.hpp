// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/cli/command_line.hpp"
#include "libcommon/codec/decoder.hpp"
#include "libcommon/zmq/socket.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace zws::peek {

/// What is made of a stream.
enum class ViewForm { report, json, top, plot };

struct Options {
    SocketOptions input;
    zmq::socket_type type = zmq::socket_type::sub;
    std::optional<std::chrono::nanoseconds> duration; ///< --for; none: as long as the form takes
    DecoderOptions decode;                            ///< of --top and --plot
    bool json = false;
    bool top = false;
    bool plot = false;
    std::vector<std::string> fields; ///< pointers to what --plot shows; none: all

    Options() { input.hwm = usual_hwm; }

    /// Messages: more than with other tools, as many come while a picture is drawn.
    static constexpr int usual_hwm = 50'000;

    ViewForm form() const
    {
        return json ? ViewForm::json : top ? ViewForm::top : plot ? ViewForm::plot : ViewForm::report;
    }
};

CommandLine command_line(Options& options);

} // namespace zws::peek
