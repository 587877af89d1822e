// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>
#include <zmq.hpp>

namespace zws {

/// The frames of one ZeroMQ message, in storage that is used again for the next one.
///
/// One frame is the payload; of two or more the first is the topic, the second the payload, the rest metadata
/// (zws(7), MESSAGES). Topic filters look at the first frame either way.
class Message {
public:
    Message() = default;

    /// A message with copies of these frames.
    explicit Message(const std::vector<std::string>& frames);

    Message(Message&& other) noexcept;
    Message& operator=(Message&& other) noexcept;
    ~Message() = default;

    /// Replaces the frames by those of the next message; false if there is none now (with ZMQ_DONTWAIT).
    /// Throws zmq::error_t as recv does.
    bool receive(zmq::socket_ref socket, zmq::recv_flags flags = zmq::recv_flags::none);

    /// Adds a frame at the end.
    void append(zmq::message_t frame);

    /// Forgets all frames.
    void clear() { count_ = 0; }

    /// A message with the same frames, which are in memory once.
    Message shared();

    /// The frame itself, to be sent or moved away; while it is not, it knows whether another one followed it
    /// where it came from.
    zmq::message_t& part(std::size_t index) { return frames_[index]; }

    std::size_t frame_count() const { return count_; }
    std::string_view frame(std::size_t index) const { return frames_[index].to_string_view(); }

    /// The topic frame; empty if the message has none.
    std::string_view topic() const { return count_ > 1 ? frame(0) : std::string_view(); }
    std::string_view payload() const { return frame(count_ > 1 ? 1 : 0); }

    /// The descriptor of the connection over which it came; -1: not known, as of inproc. Another connection
    /// may have had it before.
    int connection() { return count_ > 0 ? zmq_msg_get(frames_[0].handle(), ZMQ_SRCFD) : -1; }

    /// The type of the socket that sent it, as its handshake said: "PUB"; empty: not known.
    std::string peer_type() const;

    /// Bytes of all frames.
    std::size_t size() const;

    /// Bytes that a message takes which is kept, about.
    std::size_t memory() const;

private:
    std::vector<zmq::message_t> frames_;
    std::size_t count_ = 0;
};

} // namespace zws
