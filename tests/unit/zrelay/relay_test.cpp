// SPDX-License-Identifier: MIT
#include "tests/unit/catch.hpp"
#include "tools/zrelay/relay.hpp"

#include <csignal>
#include <string>
#include <thread>

using namespace std::chrono_literals;
using zws::relay::Options;
using Clock = std::chrono::steady_clock;

namespace {

constexpr const char* by_libzmq = "inproc://out";
constexpr const char* directly = "tcp://127.0.0.1:*";

/// A relay on a thread of its own, from inproc://in.
class Running {
public:
    explicit Running(const Options& options, const char* out = by_libzmq) : options_(options)
    {
        options_.input.endpoints = {{zws::Endpoint::Side::bind, "inproc://in"}};
        options_.output.endpoints = {{zws::Endpoint::Side::bind, out}};
        in_ = zws::open(context, zws::relay::socket_types(options_).in, options_.input);
        out_ = zws::relay::open_outlet(context, options_);
        thread_ = std::thread([this] { zws::relay::relay(options_, in_.handle, *out_, stop_); });
    }

    /// Where subscribers connect.
    std::string out() const { return out_->endpoints().front().address; }

    /// How long the relay took to end after a signal.
    Clock::duration stop()
    {
        const auto start = Clock::now();
        // To the thread: a signal to the process could be taken by one without the mask.
        pthread_kill(thread_.native_handle(), SIGTERM);
        thread_.join();
        return Clock::now() - start;
    }

    zmq::socket_t peer(zmq::socket_type type, const std::string& endpoint, int hwm = 1000)
    {
        zmq::socket_t socket(context, type);
        socket.set(zmq::sockopt::sndhwm, hwm);
        socket.set(zmq::sockopt::rcvhwm, hwm);
        socket.set(zmq::sockopt::linger, 0);
        socket.set(zmq::sockopt::sndtimeo, 10'000);
        socket.set(zmq::sockopt::rcvtimeo, 10'000);
        socket.connect(endpoint);
        return socket;
    }

private:
    zws::StopSignal stop_; // before the context: its threads inherit the mask

public:
    zmq::context_t context;

private:
    Options options_;
    zws::Socket in_;
    std::unique_ptr<zws::relay::Outlet> out_;
    std::thread thread_;
};

std::string received(zmq::socket_t& socket)
{
    zmq::message_t frame;
    return socket.recv(frame) ? frame.to_string() : "nothing came";
}

} // namespace

TEST_CASE("with --filter forward subscriptions reach the publisher, and messages come back")
{
    Options options;
    options.filter = zws::relay::Filter::forward;
    Running relay(options, GENERATE(by_libzmq, directly));
    auto publisher = relay.peer(zmq::socket_type::xpub, "inproc://in");
    auto subscriber = relay.peer(zmq::socket_type::sub, relay.out());
    subscriber.set(zmq::sockopt::subscribe, "cpu");
    REQUIRE(received(publisher) == "\x01"
                                   "cpu");
    publisher.send(zmq::str_buffer("cpu 1"));
    REQUIRE(received(subscriber) == "cpu 1");
    subscriber.set(zmq::sockopt::unsubscribe, "cpu");
    REQUIRE(received(publisher) == std::string("\0cpu", 4));
    relay.stop();
}

TEST_CASE("a relay without peers stops at once")
{
    Running relay(Options{});
    REQUIRE(relay.stop() < 400ms);
}

TEST_CASE("a relay that waits for room forwards in order once there is some")
{
    Options options;
    options.pattern = zws::SocketPattern::pipeline;
    Running relay(options);
    auto feed = relay.peer(zmq::socket_type::push, "inproc://in");
    for (int i = 0; i < 100; ++i)
        feed.send(zmq::buffer(std::to_string(i)));
    auto sink = relay.peer(zmq::socket_type::pull, relay.out());
    for (int i = 0; i < 100; ++i)
        REQUIRE(received(sink) == std::to_string(i));
    relay.stop();
}

TEST_CASE("a relay that has no room for a message stops when the time of its linger has passed")
{
    Options options;
    options.pattern = zws::SocketPattern::pipeline;
    options.input.hwm = 1;
    options.output.linger = 100ms;
    Running relay(options);
    auto feed = relay.peer(zmq::socket_type::push, "inproc://in", 1);
    for (int i = 0; i < 3; ++i) // two fit in between: with the third sent, the relay holds the first
        REQUIRE(feed.send(zmq::str_buffer("x")));
    const auto taken = relay.stop();
    REQUIRE(taken >= 100ms);
    REQUIRE(taken < 2s);
}

TEST_CASE("with --overflow block a slow subscriber loses nothing")
{
    Options options;
    options.overflow = zws::Overflow::block;
    options.input.hwm = options.output.hwm = 4;
    options.output.wait_for_room = true;
    Running relay(options, GENERATE(by_libzmq, directly));
    auto subscriber = relay.peer(zmq::socket_type::sub, relay.out(), 4);
    subscriber.set(zmq::sockopt::subscribe, "");
    auto publisher = relay.peer(zmq::socket_type::xpub, "inproc://in");
    publisher.set(zmq::sockopt::xpub_nodrop, true);
    REQUIRE(received(publisher) == "\x01");
    // The relay has the subscription when the first message comes through.
    zmq::message_t frame;
    subscriber.set(zmq::sockopt::rcvtimeo, 10);
    do
        publisher.send(zmq::str_buffer("first"));
    while (!subscriber.recv(frame));
    subscriber.set(zmq::sockopt::rcvtimeo, 10'000);
    std::thread flood([&publisher] {
        for (int i = 0; i < 1000; ++i)
            publisher.send(zmq::buffer(std::to_string(i)));
    });
    std::string text = "first";
    while (text == "first")
        text = received(subscriber);
    for (int i = 0; i < 1000; ++i, text = i < 1000 ? received(subscriber) : "")
        CHECK(text == std::to_string(i));
    flood.join();
    relay.stop();
}
