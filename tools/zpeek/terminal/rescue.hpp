// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>
#include <termios.h>

/// Restores a terminal where the process ends by a signal, such as SIGHUP, SIGQUIT, or SIGABRT of libzmq.
namespace zws::peek::rescue {

/// From now on `sequences`, of which the first 256 bytes count, are written to the terminal `fd` then, and it
/// gets `modes`.
void arm(int fd, const termios& modes, std::string_view sequences);

/// The same for SIGINT and SIGTERM, after the first of them that was an event (StopSignal).
void arm_for_stop();

/// Leaves everything to the system again.
void disarm();

} // namespace zws::peek::rescue
