// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <sys/types.h>

namespace zws {

/// The other end of a TCP connection, as libzmq names an address that it has resolved; empty where there is
/// none.
std::string other_end(int fd);

/// Bytes that have come on a connection of TCP; 0: it is not one.
std::uint64_t received(int fd);

/// Whether the other side of a connection of TCP has vanished: so many times in a row nothing told that it
/// has got what was sent, for 25 seconds at least. A peer that does not read is not meant, for it tells that.
bool has_vanished(int fd);

/// Whether the machine at the other end has all that was written to a connection, and that end is open. Over
/// ipc://: whether the process there has it.
bool has_arrived(int fd);

/// Tells the connection that libzmq has at a descriptor from one that has the descriptor after it.
class PeerConnection {
public:
    PeerConnection() = default; ///< none
    /// That at `fd` now; none where it is not a socket.
    explicit PeerConnection(int fd);

    /// Whether this is still the one at `fd`.
    bool is_at(int fd) const { return *this && *this == PeerConnection(fd); }

    explicit operator bool() const { return number_ != 0; }
    bool operator==(const PeerConnection&) const = default;

private:
    ino_t number_ = 0;
};

} // namespace zws
