// SPDX-License-Identifier: MIT
#pragma once

#include "tools/zrelay/zmtp/send_queue.hpp"

#include <array>
#include <cstddef>
#include <memory_resource>
#include <span>
#include <string>
#include <string_view>
#include <sys/uio.h>
#include <vector>
#include <zmq.hpp>

namespace zws::relay::zmtp {

/// sendmsg(2) does not write to it.
iovec piece_of(std::string_view bytes);

/// Messages that are sent together, encoded as on the wire. Short frames are gathered in one
/// place, so that a send takes many at once; long ones stay where they are.
class Bunch {
public:
    /// `memory`: of the bytes that outlive it.
    explicit Bunch(QueueMemory& memory) : kept_(memory) {}
    Bunch(const Bunch&) = delete;
    Bunch& operator=(const Bunch&) = delete;

    /// Adds a frame, which is taken.
    void add(zmq::message_t& frame, bool more);

    /// The number of whole messages.
    std::size_t messages() const { return messages_.size(); }
    std::size_t bytes() const { return bytes_; }
    /// Whether the last message has frames to come.
    bool inside() const { return inside_; }

    /// The first frame of a message: what subscriptions are about.
    std::string_view topic(std::size_t message) const { return messages_[message].topic; }
    /// A message as it goes over the wire.
    std::span<const iovec> pieces(std::size_t message) const;
    std::size_t size(std::size_t message) const { return messages_[message].size; }

    /// The bytes of a message in memory that outlives the bunch: shared by all who ask for a message of it.
    Stored shared(std::size_t message);
    /// The same in memory of its own: for one of few messages that are kept, which must not keep all others.
    Stored copied(std::size_t message) const;

    /// Forgets all messages: pointers to them are invalid.
    void clear();

private:
    struct Message {
        std::size_t first; ///< of its pieces
        std::size_t end;
        std::size_t begin = 0; ///< bytes of the messages before it
        std::size_t size = 0;
        std::string_view topic;
    };

    std::string_view kept(zmq::message_t& frame, bool more);
    char* take_room(std::size_t size);
    void append(std::string_view bytes);

    static constexpr std::size_t room = 128 * 1024;
    std::array<char, room> near_; ///< what is usually enough, used from its beginning on
    std::size_t used_ = 0;
    std::pmr::monotonic_buffer_resource memory_; ///< what is not
    std::vector<zmq::message_t> long_frames_;
    std::vector<iovec> pieces_;
    std::vector<Message> messages_;
    QueueMemory& kept_;
    Stored all_; ///< all messages, once somebody has asked
    Message open_{};
    std::size_t bytes_ = 0;
    bool inside_ = false;
};

/// Some messages of a bunch, in their order, for subscribers that want the same.
class BunchSelection {
public:
    /// Adds a message, once if it is added again at once.
    void add(const Bunch& bunch, std::size_t message);
    void clear();

    bool empty() const { return messages_.empty(); }
    std::span<const std::size_t> messages() const { return messages_; }
    /// All of them, as they go over the wire.
    std::span<const iovec> pieces() const { return pieces_; }
    std::size_t bytes() const { return bytes_; }

private:
    std::vector<std::size_t> messages_;
    std::vector<iovec> pieces_;
    std::size_t bytes_ = 0;
};

} // namespace zws::relay::zmtp
