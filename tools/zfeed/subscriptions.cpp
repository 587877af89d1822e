// SPDX-License-Identifier: MIT
#include "tools/zfeed/subscriptions.hpp"

namespace zws::feed {

void Subscriptions::hear(zmq::socket_t& out)
{
    zmq::message_t message;
    while (out.recv(message, zmq::recv_flags::dontwait)) {
        const char kind = message.empty() ? '\2' : *message.data<char>();
        if (kind == '\1')
            ++count_;
        else if (kind == '\0' && count_ > 0)
            --count_;
    }
}

} // namespace zws::feed
