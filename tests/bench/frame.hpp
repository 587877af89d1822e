// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string_view>

namespace zws::bench {

/// A frame of a WebSocket server (RFC 6455, section 5.2).
struct Frame {
    enum Opcode : std::uint8_t { text = 1, binary = 2, close = 8, ping = 9, pong = 10 };

    std::uint8_t opcode;
    bool final;
    std::string_view payload;
};

/// Reads the frame that `data` starts with; returns the bytes it takes, 0 where it is not all there yet.
/// Throws Error if it is masked or longer than a mebibyte.
std::size_t read_frame(std::string_view data, Frame& frame);

} // namespace zws::bench
