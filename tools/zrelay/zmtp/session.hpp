// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/zmtp/frame.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace zws::relay::zmtp {

using zws::zmtp::Frame;
using zws::zmtp::ProtocolError;

/// What a subscriber has sent.
struct Note {
    enum class Kind { subscribe, unsubscribe, message };

    Kind kind;
    std::string bytes; ///< the topic; of a message for the publishers: a frame
    bool more = false; ///< another frame of the same message follows
};

/// What a frame of a message says: one that is alone and begins with 1 or 0 is a subscription, or the end of
/// one (RFC 29). `inside`: frames of the same message came before.
Note note_of(std::string_view frame, bool more, bool inside);

/// The protocol that a publisher speaks with one subscriber, without its connection: ZMTP 3.0 and 3.1 with
/// the mechanism NULL (RFC 23 and 37 of rfc.zeromq.org), and 2.0 (RFC 15) with older peers.
class Session {
public:
    static constexpr std::size_t longest_frame = 1024 * 1024; ///< taken from a subscriber, in bytes

    Session();

    /// Takes what the subscriber has sent. Throws ProtocolError if it is not a subscriber, or not one we can
    /// serve; then the connection is to be closed.
    void take(std::string_view bytes);

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
