// SPDX-License-Identifier: MIT
#include "tests/unit/catch.hpp"
#include "tools/znats/from_nats/outlet.hpp"

using zws::nats::Outlet;

namespace {

constexpr std::size_t queue_bytes = 1'000'000; // bytes

} // namespace

TEST_CASE("an outlet knows whether anybody has subscribed")
{
    zmq::context_t context;
    zws::Socket out = zws::create(context, zmq::socket_type::xpub, {});
    out.handle.bind("inproc://out");
    Outlet outlet(out, true, queue_bytes);
    REQUIRE_FALSE(outlet.has_subscribers());
    zmq::socket_t sub(context, zmq::socket_type::sub);
    sub.set(zmq::sockopt::rcvtimeo, 10'000);
    sub.connect("inproc://out");
    sub.set(zmq::sockopt::subscribe, "a");
    sub.set(zmq::sockopt::subscribe, "b");
    REQUIRE(outlet.has_subscribers());
    REQUIRE(outlet.send({"a", "", "x"}));
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
    Outlet outlet(out, true, queue_bytes);
    REQUIRE(outlet.has_subscribers());
    REQUIRE_FALSE(outlet.send({"x"}));
    zmq::socket_t pull(context, zmq::socket_type::pull);
    pull.connect("inproc://out");
    REQUIRE(outlet.has_subscribers());
    REQUIRE(outlet.send({"x"}));
}
