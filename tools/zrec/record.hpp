// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/os/stop_signal.hpp"
#include "libcommon/zmq/socket.hpp"
#include "tools/zrec/options.hpp"
#include "tools/zrec/user_signal.hpp"

#include <string>

namespace zws::rec {

/// Before any thread: a file that may not grow is an error of the write, and memory of chunks is used again.
void prepare_process();

/// Throws Error "--dir FOLDER: reason" where no files can be made there.
void check_folder(const std::string& folder);

/// Records the messages of `in` until a stop is asked for, and closes the file then. Throws Error where a
/// file cannot be written, with the count of what is not in one.
void record(const Options& options, Socket& in, StopSignal& stop, const UserSignal& trigger);

} // namespace zws::rec
