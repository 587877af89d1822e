// SPDX-License-Identifier: MIT
// What zrelay is compared with: forwarder proxy|loop|bare IN OUT [block]. Ends when it is killed.
#include <array>
#include <cstdio>
#include <stdexcept>
#include <string>
#include <zmq.hpp>

namespace {

/// libzmq's own forwarder.
void proxy(zmq::socket_t& in, zmq::socket_t& out)
{
    zmq::proxy(in, out);
}

/// The same by hand: subscriptions one way, messages the other, a frame at a time.
void loop(zmq::socket_t& in, zmq::socket_t& out)
{
    const auto pass = [](zmq::socket_t& from, zmq::socket_t& to) {
        zmq::message_t frame;
        while (from.recv(frame, zmq::recv_flags::dontwait)) {
            const auto more = frame.more() ? zmq::send_flags::sndmore : zmq::send_flags::none;
            to.send(frame, more);
        }
    };
    std::array<zmq::pollitem_t, 2> items{{{in.handle(), 0, ZMQ_POLLIN, 0}, {out.handle(), 0, ZMQ_POLLIN, 0}}};
    while (true) {
        zmq::poll(items.data(), items.size(), std::chrono::milliseconds(-1));
        pass(out, in);
        pass(in, out);
    }
}

/// Nothing but receiving and sending: neither stops, nor forwards subscriptions, nor counts.
void bare(zmq::socket_t& in, zmq::socket_t& out)
{
    zmq::message_t frame;
    while (in.recv(frame)) {
        const auto more = frame.more() ? zmq::send_flags::sndmore : zmq::send_flags::none;
        out.send(frame, more);
    }
}

} // namespace

int main(int argc, char** argv)
try {
    if (argc < 4)
        throw std::runtime_error("forwarder proxy|loop|bare IN OUT [block]");
    const std::string kind = argv[1];
    zmq::context_t context;
    zmq::socket_t in(context, kind == "bare" ? zmq::socket_type::sub : zmq::socket_type::xsub);
    zmq::socket_t out(context, kind == "bare" ? zmq::socket_type::pub : zmq::socket_type::xpub);
    out.set(zmq::sockopt::xpub_nodrop, argc > 4);
    if (kind == "bare")
        in.set(zmq::sockopt::subscribe, "");
    in.bind(argv[2]);
    out.bind(argv[3]);
    (kind == "proxy" ? proxy : kind == "bare" ? bare : loop)(in, out);
    return 0;
} catch (const std::exception& e) {
    std::fprintf(stderr, "forwarder: %s\n", e.what());
    return 1;
}
