// SPDX-License-Identifier: MIT
#include "libcommon/peer/watched_peer.hpp"

#include "tests/unit/catch.hpp"

using Catch::Matchers::ContainsSubstring;
using namespace std::chrono_literals;
using zws::Finding;
using zws::OwnSide;
using zws::WatchedPeer;
using Act = WatchedPeer::Act;
using News = WatchedPeer::News;

namespace {

const OwnSide a_sub{.type = zmq::socket_type::sub};
const OwnSide encrypted{.type = zmq::socket_type::sub, .mechanism = "CURVE"};
const Finding refused{.reason = "refused"};
const Finding fine{.reason = ""};
const Finding old{.reason = "", .before_3 = true};

struct Case {
    WatchedPeer::Clock::time_point start = WatchedPeer::Clock::now();
    WatchedPeer peer{"tcp://h:1", start};

    WatchedPeer::Outcome event(unsigned kind, std::chrono::milliseconds after)
    {
        return peer.observe({static_cast<std::uint16_t>(kind), 0, "tcp://h:1"}, start + after);
    }
    WatchedPeer::Outcome look(const Finding& finding, std::chrono::milliseconds after,
                              const OwnSide& own = a_sub)
    {
        peer.looked_at();
        return peer.observe(finding, own, start + after);
    }
};

} // namespace

TEST_CASE("a peer that is usable within two seconds is not looked at")
{
    Case c;
    CHECK(c.peer.due() == c.start + 2s);
    CHECK(c.event(ZMQ_EVENT_HANDSHAKE_SUCCEEDED, 1900ms).news == News::none);
    CHECK(c.peer.due() == WatchedPeer::Clock::time_point::max());
    c.event(ZMQ_EVENT_DISCONNECTED, 10s);
    CHECK(c.peer.due() == c.start + 12s);
}

TEST_CASE("a reason is told once, again when it changes, and the end of it")
{
    Case c;
    CHECK(c.look(refused, 2s).news == News::unusable);
    CHECK(c.peer.reason() == "refused");
    CHECK(c.look(refused, 7s).news == News::none);
    CHECK(c.look({.reason = "another"}, 12s).news == News::unusable);
    CHECK(c.peer.reason() == "another");
    CHECK(c.event(ZMQ_EVENT_HANDSHAKE_SUCCEEDED, 13s).news == News::usable);
    CHECK(c.look(refused, 14s).news == News::none); // it came too late
}

TEST_CASE("a handshake that fails is looked at sooner, and told after two seconds all the same")
{
    Case c;
    c.event(ZMQ_EVENT_DISCONNECTED, 100ms); // libzmq has given up
    CHECK(c.peer.due() < c.start + 1s);
    CHECK(c.look({.reason = "the peer is a SUB"}, 300ms).news == News::none);
    CHECK(c.peer.due() == c.start + 2s);
    CHECK(c.look({.reason = "the peer is a SUB"}, 2s).news == News::unusable);
    CHECK(c.look(fine, 7s).act == Act::connect);
}

TEST_CASE("who is tried again and again for nothing is left alone until it was put right")
{
    Case c;
    c.event(ZMQ_EVENT_HANDSHAKE_FAILED_NO_DETAIL, 1900ms);
    c.event(ZMQ_EVENT_CONNECT_RETRIED, 1900ms);
    CHECK(c.look({.reason = "an HTTP server"}, 2s).act == Act::disconnect);
    CHECK(c.look({.reason = "an HTTP server"}, 7s).act == Act::none);
    CHECK(c.look(fine, 12s).act == Act::connect);
    CHECK(c.look(fine, 17s).act == Act::none);
}

TEST_CASE("a peer of ZMTP before 3.0 is there when it was seen: libzmq does not tell of its handshake")
{
    Case c;
    c.event(ZMQ_EVENT_CONNECTED, 10ms);
    CHECK(c.look(old, 2s).act == Act::none);
    CHECK(c.peer.due() == WatchedPeer::Clock::time_point::max());
    c.event(ZMQ_EVENT_DISCONNECTED, 9s);
    CHECK(c.peer.due() == c.start + 11s);
}

TEST_CASE("why a handshake of CURVE fails is known by what libzmq tells")
{
    Case c;
    CHECK(c.look(fine, 2s, encrypted).news == News::none);
    c.event(ZMQ_EVENT_HANDSHAKE_FAILED_NO_DETAIL, 3s);
    CHECK(c.look(fine, 4s, encrypted).news == News::unusable);
    CHECK_THAT(c.peer.reason(), ContainsSubstring("--curve-server-cert"));
    c.event(ZMQ_EVENT_HANDSHAKE_FAILED_AUTH, 8s);
    CHECK(c.look(fine, 9s, encrypted).news == News::unusable);
    CHECK_THAT(c.peer.reason(), ContainsSubstring("refuses our key"));
}

TEST_CASE("a PUSH is not disconnected: what is queued would go with the connection")
{
    Case c;
    const OwnSide push{.type = zmq::socket_type::push};
    c.event(ZMQ_EVENT_HANDSHAKE_FAILED_NO_DETAIL, 1s);
    c.event(ZMQ_EVENT_CONNECT_RETRIED, 1s);
    CHECK(c.look(refused, 2s, push).act == Act::none);
}

TEST_CASE("an endpoint goes by its name and by what it was resolved to")
{
    Case c;
    CHECK_FALSE(c.peer.is_at("tcp://127.0.0.1:1"));
    c.peer.is_also_at("tcp://127.0.0.1:1");
    CHECK((c.peer.is_at("tcp://127.0.0.1:1") && c.peer.is_at("tcp://h:1")));
}
