// SPDX-License-Identifier: MIT
#include "tools/zws2browser/websocket/uplink.hpp"

#include <boost/asio/post.hpp>
#include <utility>

namespace zws::browser {

namespace {

constexpr std::chrono::seconds patience{1}; // with a subscriber that is full
constexpr std::chrono::milliseconds pause_when_full{2};

} // namespace

std::optional<Socket> open_uplink(zmq::context_t& context, const SocketOptions& options)
{
    if (options.endpoints.empty())
        return std::nullopt;
    SocketOptions output = options;
    output.wait_for_room = true; // as LossySender needs it
    return zws::open(context, zmq::socket_type::xpub, output);
}

void Uplink::publish(std::string message, std::function<void()> done)
{
    net::post(context_, [this, message = std::move(message), done = std::move(done)]() mutable {
        waiting_.push_back({zmq::message_t(message), std::move(done)});
        if (waiting_.size() == 1)
            send_waiting();
    });
}

void Uplink::stop()
{
    stopped_ = true;
    retry_.cancel();
    send_waiting();
}

void Uplink::send_waiting()
{
    subscriptions_.hear();
    while (!waiting_.empty()) {
        if (!send(waiting_.front().message)) {
            retry_.expires_after(pause_when_full);
            retry_.async_wait([this](error_code failure) {
                if (!failure)
                    send_waiting();
            });
            return;
        }
        const auto done = std::move(waiting_.front().done);
        waiting_.pop_front();
        done();
    }
}

/// False where it has to wait.
bool Uplink::send(zmq::message_t& message)
{
    if (!sender_.try_send(message, false)) {
        const auto now = Clock::now();
        if (!patient_)
            patient_ = now + patience;
        if (now < *patient_ && !stopped_)
            return false;
        sender_.send(message, false);
        counters_.lost.set(sender_.lost());
    }
    patient_.reset();
    (subscriptions_.count() == 0 ? counters_.unheard : counters_.published).add();
    return true;
}

} // namespace zws::browser
