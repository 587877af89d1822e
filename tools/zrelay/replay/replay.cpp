// SPDX-License-Identifier: MIT
#include "tools/zrelay/replay/replay.hpp"

#include <array>
#include <iterator>

namespace zws::relay {

namespace {

constexpr auto next_try =
    std::chrono::milliseconds(5);              // a ROUTER does not tell when there is room for a peer
constexpr std::int64_t longest_request = 1024; // bytes of a frame

SocketOptions answering(SocketOptions options)
{
    options.hwm = Replay::queue;
    options.max_message = longest_request;
    options.linger = std::chrono::milliseconds(0);
    return options;
}

} // namespace

Replay::Replay(zmq::context_t& context, const SocketOptions& options, Keep& keep)
    : keep_(keep), socket_(create(context, zmq::socket_type::router, answering(options)))
{
    socket_.handle.set(zmq::sockopt::router_mandatory, true);
    attach(socket_, options.endpoints);
    thread_ = std::thread([this] { run(); });
}

Replay::~Replay()
{
    stop_.call();
    thread_.join();
}

void Replay::run()
{
    std::array<zmq::pollitem_t, 2> items{
        {{nullptr, stop_.fd(), ZMQ_POLLIN, 0}, {socket_.handle.handle(), 0, ZMQ_POLLIN, 0}}};
    bool moves = false;
    while (true) {
        using Clock = std::chrono::steady_clock;
        const auto now = Clock::now();
        poll(items,
             askers_.empty() ? Clock::time_point::max() : now + (moves ? Clock::duration(0) : next_try));
        if (items[0].revents != 0)
            return;
        take_requests();
        moves = go_on();
    }
}

void Replay::take_requests()
{
    constexpr int most_at_once = 100;
    for (int i = 0; i < most_at_once && request_.receive(socket_.handle, zmq::recv_flags::dontwait); ++i) {
        if (const auto* const why = refusal()) {
            ++refused_;
            warning_.tell("--replay-bind: ", why);
        } else
            ++requests_;
    }
}

/// Why the request is not answered; null: it is.
const char* Replay::refusal()
{
    const auto request = request_in(request_);
    if (!request)
        return "what came is not a request";
    auto asker = askers_.find(request_.frame(0));
    if (asker == askers_.end()) {
        if (askers_.size() >= most_askers)
            return "too many ask at once: one was not answered";
        std::string name(request_.frame(0));
        asker = askers_.try_emplace(name, keep_, socket_.handle, name).first;
    }
    return asker->second.ask(*request) ? nullptr : "too many requests of one who asks: one was not answered";
}

/// True if some of the answers move.
bool Replay::go_on()
{
    bool moves = false;
    for (auto it = askers_.begin(); it != askers_.end();) {
        Asker& asker = it->second;
        const auto before = asker.sent();
        const auto sent = asker.go_on();
        messages_ += asker.sent() - before;
        moves |= sent == Asker::Sent::something;
        it = sent == Asker::Sent::gone || asker.idle() ? askers_.erase(it) : std::next(it);
    }
    return moves;
}

} // namespace zws::relay
