// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zrelay/tcp_address.hpp"

#include <string_view>

namespace zws::relay {

/// HOST:PORT, where HOST is an IP address or "localhost", since nothing is resolved; throws
/// std::invalid_argument with what is wrong with it.
TcpAddress parse_http_address(std::string_view text);

} // namespace zws::relay
