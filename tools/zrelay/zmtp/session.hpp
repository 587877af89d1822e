// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/zmtp/frame.hpp"
#include "tools/zrelay/note.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace zws::relay::zmtp {

using zws::zmtp::Frame;
using zws::zmtp::ProtocolError;

/// The protocol that a publisher speaks with one subscriber, without its connection: ZMTP 3.0 and 3.1 with
/// the mechanism NULL (RFC 23 and 37 of rfc.zeromq.org), and 2.0 (RFC 15) with older peers.
class Session {
public:
    static constexpr std::size_t longest_frame = 1024 * 1024; ///< taken from a subscriber, in bytes

    Session();

    /// Takes what the subscriber has sent. Throws ProtocolError if it is not a subscriber, or not one we can
    /// serve; then the connection is to be closed.
    void receive(std::string_view bytes);

    /// Sends the subscriber a PING (RFC 37), if pings().
    void ping();

    /// Whether the subscriber answers pings: its version of ZMTP has them.
    bool pings() const { return pings_ && ready(); }

    /// Whether the handshake is done.
    bool ready() const { return step_ == Step::ready; }

    /// Bytes for the subscriber since the last call: whole frames, once the handshake is done.
    std::string take_output() { return std::exchange(output_, {}); }

    /// What it keeps of a frame that is not whole yet, bytes.
    std::size_t memory() const { return input_.capacity(); }

    /// What the subscriber has sent since the last call.
    std::vector<Note> take_notes() { return std::exchange(notes_, {}); }

private:
    enum class Step { signature, greeting, old_greeting, hello, ready };

    std::size_t advance(std::string_view in);
    std::size_t take_signature(std::string_view in);
    std::size_t take_greeting(std::string_view in);
    std::size_t take_old_greeting(std::string_view in);
    std::size_t take_frame(std::string_view in);
    void take_ready(std::string_view properties);
    void take_command(std::string_view body);
    void take_message(const Frame& frame);

    Step step_ = Step::signature;
    bool pings_ = false;
    bool inside_ = false; ///< of a message of several frames
    std::string input_;   ///< not whole yet
    std::string output_;
    std::vector<Note> notes_;
};

} // namespace zws::relay::zmtp
