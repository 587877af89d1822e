// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace zws::relay {

/// Where the metrics are served: a numeric address, since nothing is looked up, and a port.
struct HttpAddress {
    std::string host;
    std::uint16_t port = 0; ///< 0: any free one

    /// "127.0.0.1:9100", "[::1]:9100"
    std::string described() const;
};

/// HOST:PORT; throws std::invalid_argument with what is wrong with it.
HttpAddress parse_http_address(std::string_view text);

} // namespace zws::relay
