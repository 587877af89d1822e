// SPDX-License-Identifier: MIT
#include "libcommon/zmq/message.hpp"

namespace zws {

Message::Message(const std::vector<std::string>& frames) : count_(frames.size())
{
    for (const auto& frame : frames)
        frames_.emplace_back(frame.data(), frame.size());
}

bool Message::receive(zmq::socket_t& socket, zmq::recv_flags flags)
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

std::size_t Message::size() const
{
    std::size_t total = 0;
    for (std::size_t i = 0; i < count_; ++i)
        total += frames_[i].size();
    return total;
}

} // namespace zws
