// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/os/file_descriptor.hpp"

#include <chrono>
#include <stdexcept>
#include <string>

namespace zws {

/// Why nobody is reached at an endpoint; what() is for people.
class Unreachable : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// Opens a connection to an endpoint of TCP or IPC that a socket of libzmq connects to; its descriptor does
/// not block. Waits until `due` at most, but for the name to be resolved, which takes the time that the
/// resolver takes. Throws Unreachable.
FileDescriptor dial(const std::string& address, bool ipv6, std::chrono::steady_clock::time_point due);

} // namespace zws
