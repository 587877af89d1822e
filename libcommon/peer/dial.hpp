// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <stdexcept>
#include <string>

namespace zws {

/// Why nobody is reached at an endpoint; what() is for people.
class Unreachable : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// Opens a connection to an endpoint of TCP or IPC that a socket of libzmq connects to; the descriptor is the
/// caller's, and does not block. Waits until `due` at most, but for the name to be resolved, which takes the
/// time that the resolver takes. Throws Unreachable.
int dial(const std::string& address, bool ipv6, std::chrono::steady_clock::time_point due);

} // namespace zws
