// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace zws {

/// The other end of a TCP connection, as libzmq names an address that it has resolved; empty where there is
/// none.
std::string other_end(int fd);

} // namespace zws
