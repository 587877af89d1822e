// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

namespace zws::zmtp {

/// A peer did what ZMTP does not allow; what() says what.
class ProtocolError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// A frame of ZMTP 2.0 and later (RFC 23 and 37 of rfc.zeromq.org, section "Framing").
struct Frame {
    bool more = false; ///< another frame of the same message follows
    bool command = false;
    std::string_view body;
    std::size_t size = 0; ///< bytes, with the header
};

/// The first frame of `in`, whose body lies there; none if it is not whole yet. Throws ProtocolError, also
/// for a body of more than `longest` bytes.
std::optional<Frame> read_frame(std::string_view in, std::size_t longest);

/// A frame's header: flags and size.
class FrameHeader {
public:
    FrameHeader(std::size_t body_size, bool more, bool command = false);
    std::string_view bytes() const { return {bytes_.data(), size_}; }

private:
    std::array<char, 9> bytes_{};
    std::size_t size_;
};

/// The bytes of a command: a frame that begins with its name.
std::string command_frame(std::string_view name, std::string_view data);

} // namespace zws::zmtp
