// SPDX-License-Identifier: MIT
#include "libcommon/zmq/message.hpp"

#include <utility>

namespace zws {

Message::Message(const std::vector<std::string>& frames) : count_(frames.size())
{
    for (const auto& frame : frames)
        frames_.emplace_back(frame.data(), frame.size());
}

Message::Message(Message&& other) noexcept
    : frames_(std::move(other.frames_)), count_(std::exchange(other.count_, 0))
{
}

/// The other one gets our storage, to use it again.
Message& Message::operator=(Message&& other) noexcept
{
    frames_.swap(other.frames_);
    count_ = std::exchange(other.count_, 0);
    return *this;
}

void Message::append(zmq::message_t frame)
{
    if (frames_.size() == count_)
        frames_.push_back(std::move(frame));
    else
        frames_[count_] = std::move(frame);
    ++count_;
}

Message Message::shared()
{
    Message other;
    for (std::size_t i = 0; i < count_; ++i) {
        zmq::message_t frame;
        frame.copy(frames_[i]);
        other.append(std::move(frame));
    }
    return other;
}

bool Message::receive(zmq::socket_ref socket, zmq::recv_flags flags)
{
    std::size_t count = 0;
    do {
        if (frames_.size() == count)
            frames_.emplace_back();
        // Once the first frame is there the others are too: ZeroMQ delivers messages whole.
        if (!socket.recv(frames_[count], count == 0 ? flags : zmq::recv_flags::none))
            return false;
    } while (frames_[count++].more());
    count_ = count;
    return true;
}

std::string Message::peer_type() const
{
    const char* const type = count_ > 0 ? zmq_msg_gets(frames_[0].handle(), "Socket-Type") : nullptr;
    return type == nullptr ? "" : type;
}

std::size_t Message::size() const
{
    std::size_t total = 0;
    for (std::size_t i = 0; i < count_; ++i)
        total += frames_[i].size();
    return total;
}

std::size_t Message::memory() const
{
    constexpr std::size_t of_message = 128; // besides the bytes of its frames
    constexpr std::size_t of_frame = 128;
    return size() + of_message + of_frame * count_;
}

} // namespace zws
