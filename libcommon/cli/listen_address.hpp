// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/cli/option.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace zws {

/// Where a server listens for TCP connections.
struct ListenAddress {
    std::string host;       ///< an IP address, without brackets
    std::uint16_t port = 0; ///< 0: any free port

    /// "127.0.0.1:8000", "[::1]:8000"
    std::string shown() const;
};

/// Of "HOST:PORT", or of a port alone ("8000", ":8000"), which is one of 127.0.0.1. Nothing is looked up:
/// HOST is an IP address, in brackets if it is one of IPv6, or "localhost", which is 127.0.0.1. Throws
/// std::invalid_argument with what is wrong.
ListenAddress parse_listen_address(std::string_view text);

Value listen_address(ListenAddress& target);
Value listen_address(std::optional<ListenAddress>& target);

} // namespace zws
