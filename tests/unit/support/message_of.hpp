// SPDX-License-Identifier: MIT
#pragma once

#include "libcommon/zmq/message.hpp"

#include <string>
#include <vector>

namespace zws::test {

/// A message with these frames, as a socket receives it.
inline Message message_of(const std::vector<std::string>& frames)
{
    zmq::context_t context;
    zmq::socket_t in(context, zmq::socket_type::pair);
    zmq::socket_t out(context, zmq::socket_type::pair);
    in.bind("inproc://message");
    out.connect("inproc://message");
    for (std::size_t i = 0; i < frames.size(); ++i)
        out.send(zmq::buffer(frames[i]),
                 i + 1 < frames.size() ? zmq::send_flags::sndmore : zmq::send_flags::none);
    Message message;
    message.receive(in);
    return message;
}

} // namespace zws::test
