// SPDX-License-Identifier: MIT
#include "tools/zws2browser/uplink.hpp"

#include <boost/asio/post.hpp>
#include <utility>

namespace zws::browser {

std::optional<Socket> open_uplink(zmq::context_t& context, const SocketOptions& options)
{
    if (options.endpoints.empty())
        return std::nullopt;
    SocketOptions output = options;
    output.wait_for_room = true; // as LossySender needs it
    return zws::open(context, zmq::socket_type::pub, output);
}

void Uplink::take(std::string message, std::function<void(Answer)> done)
{
    net::post(context_, [this, message = std::move(message), done = std::move(done)] {
        zmq::message_t frame(message);
        sender_.send(frame, false);
        published_.add();
        done(std::nullopt);
    });
}

} // namespace zws::browser
