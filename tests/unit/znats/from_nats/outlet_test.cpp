// SPDX-License-Identifier: MIT
#include "tests/unit/catch.hpp"
#include "tools/znats/from_nats/outlet.hpp"

#include <string>
#include <thread>
#include <vector>

using zws::nats::LastHop;

namespace {

const LastHop::Policy waits{.waits = true, .bytes = 1'000'000};

} // namespace

TEST_CASE("an outlet knows whether anybody has subscribed")
{
    zmq::context_t context;
    zws::Socket out = zws::create(context, zmq::socket_type::xpub, {});
    out.handle.bind("inproc://out");
    LastHop outlet(out, waits);
    REQUIRE_FALSE(outlet.has_subscribers());
    zmq::socket_t sub(context, zmq::socket_type::sub);
    sub.set(zmq::sockopt::rcvtimeo, 10'000);
    sub.connect("inproc://out");
    sub.set(zmq::sockopt::subscribe, "a");
    sub.set(zmq::sockopt::subscribe, "b");
    REQUIRE(outlet.has_subscribers());
    REQUIRE(outlet.send(1, {"a", "", "x"}));
    zmq::message_t frame;
    REQUIRE(sub.recv(frame));
    REQUIRE(frame.to_string() == "a");
    sub.set(zmq::sockopt::unsubscribe, "a");
    REQUIRE(outlet.has_subscribers());
    sub.set(zmq::sockopt::unsubscribe, "b");
    REQUIRE_FALSE(outlet.has_subscribers());
}

TEST_CASE("a pipeline has room only where a peer is")
{
    zmq::context_t context;
    zws::Socket out = zws::create(context, zmq::socket_type::push, {});
    out.handle.bind("inproc://out");
    LastHop outlet(out, waits);
    REQUIRE(outlet.has_subscribers());
    REQUIRE_FALSE(outlet.send(1, {"x"}));
    zmq::socket_t pull(context, zmq::socket_type::pull);
    pull.connect("inproc://out");
    REQUIRE(outlet.has_subscribers());
    REQUIRE(outlet.send(1, {"x"}));
}

TEST_CASE("what arrives over a connection is told, what was queued for a peer that goes is to be sent again")
{
    zmq::context_t context;
    zws::SocketOptions options;
    options.endpoints = {{zws::Endpoint::Side::bind, "tcp://127.0.0.1:*"}};
    options.hwm = 50;
    zws::Socket out = zws::open(context, zmq::socket_type::push, options);
    zws::WakeUp wake;
    auto policy = waits;
    policy.arrived = &wake;
    LastHop outlet(out, policy);
    static_cast<void>(outlet.take_interruption());
    {
        zmq::socket_t pull(context, zmq::socket_type::pull);
        pull.set(zmq::sockopt::rcvtimeo, 10'000);
        pull.set(zmq::sockopt::rcvhwm, 1);
        pull.connect(out.endpoints.front().address);
        while (!outlet.send(7, {"topic", "x"}))
            std::this_thread::yield();
        zmq::message_t frame;
        REQUIRE(pull.recv(frame));
        std::vector<std::uint64_t> arrived;
        while (arrived.empty())
            arrived = outlet.take_arrived();
        REQUIRE(arrived == std::vector<std::uint64_t>{7});
        REQUIRE(outlet.queued() == 0);
        REQUIRE_FALSE(outlet.take_interruption());
        for (std::uint64_t number = 8; outlet.send(number, {std::string(1'000'000, 'x')});)
            ++number; // more than a peer that does not read can have
    }
    do
        static_cast<void>(outlet.has_subscribers());
    while (!outlet.take_interruption());
    REQUIRE(outlet.take_arrived().empty());
    REQUIRE_FALSE(outlet.take_interruption());
}

TEST_CASE("a subscriber that is alone loses a known number of messages")
{
    zmq::context_t context;
    zws::SocketOptions options;
    options.endpoints = {{zws::Endpoint::Side::bind, "tcp://127.0.0.1:*"}};
    options.wait_for_room = true;
    options.hwm = 1;
    zws::Socket out = zws::open(context, zmq::socket_type::xpub, options);
    LastHop outlet(out, {.waits = false, .bytes = 100'000'000});
    zmq::socket_t sub(context, zmq::socket_type::sub);
    sub.set(zmq::sockopt::rcvhwm, 1);
    sub.set(zmq::sockopt::rcvtimeo, 10'000);
    sub.set(zmq::sockopt::subscribe, "");
    sub.connect(out.endpoints.front().address);
    while (!outlet.has_subscribers() || outlet.peers() == 0)
        std::this_thread::yield();
    std::uint64_t sent = 0;
    while (outlet.drops().exact < 10)
        REQUIRE(outlet.send(++sent, {std::string(100'000, 'x')}));
    REQUIRE(outlet.drops().at_least == 0);
    zmq::message_t frame;
    for (std::uint64_t i = 0; i + outlet.drops().exact < sent; ++i)
        REQUIRE(sub.recv(frame));
    sub.set(zmq::sockopt::rcvtimeo, 0);
    REQUIRE_FALSE(sub.recv(frame));
}
