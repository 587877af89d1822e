// SPDX-License-Identifier: MIT
#include "tools/zws2browser/uplink.hpp"

#include <boost/asio/post.hpp>
#include <utility>

namespace zws::browser {

std::optional<Socket> open_uplink(zmq::context_t& context, const SocketOptions& options)
{
    if (options.endpoints.empty())
        return std::nullopt;
    return zws::open(context, zmq::socket_type::pub, options);
}

void Uplink::take(std::string message, std::function<void(Answer)> done)
{
    net::post(context_, [this, message = std::move(message), done = std::move(done)] {
        socket_.send(zmq::buffer(message), zmq::send_flags::dontwait);
        published_.add();
        done(std::nullopt);
    });
}

} // namespace zws::browser
