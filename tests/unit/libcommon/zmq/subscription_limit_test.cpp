// SPDX-License-Identifier: MIT
#include "libcommon/zmq/subscription_limit.hpp"

#include "libcommon/peer/socket_monitor.hpp"
#include "tests/unit/catch.hpp"

#include <string>

namespace {

/// An XPUB over TCP, with the limit that it is read within.
struct Limited {
    explicit Limited(std::size_t most_in_all)
        : out(context, zmq::socket_type::xpub),
          ended(context, out, ZMQ_EVENT_DISCONNECTED),
          limit(most_in_all)
    {
        out.set(zmq::sockopt::xpub_verboser, true);
        out.set(zmq::sockopt::rcvtimeo, 10'000);
        out.bind("tcp://127.0.0.1:*");
    }

    /// One that has subscribed to so many topics.
    zmq::socket_t subscriber(int topics)
    {
        zmq::socket_t in(context, zmq::socket_type::sub);
        in.set(zmq::sockopt::linger, 0);
        for (int i = 0; i < topics; ++i)
            in.set(zmq::sockopt::subscribe, "topic " + std::to_string(i));
        in.connect(out.get(zmq::sockopt::last_endpoint));
        return in;
    }

    /// Waits for the end of a connection.
    bool one_ended()
    {
        zmq::pollitem_t item{ended.handle().handle(), 0, ZMQ_POLLIN, 0};
        return zmq::poll(&item, 1, std::chrono::seconds(10)) == 1 && ended.next();
    }

    void take(int notes)
    {
        for (int i = 0; i < notes; ++i)
            take_one();
    }

    /// The last notes of one that has gone are the ends of its subscriptions, which come at once.
    void take_until_gone()
    {
        while (take_one() != '\0')
            continue;
        zmq::message_t note;
        while (out.recv(note, zmq::recv_flags::dontwait))
            limit.take(note);
    }

    char take_one()
    {
        zmq::message_t note;
        REQUIRE(out.recv(note));
        const char kind = *note.data<char>();
        limit.take(note);
        return kind;
    }

    zmq::context_t context;
    zmq::socket_t out;
    zws::SocketMonitor ended;
    zws::SubscriptionLimit limit;
};

} // namespace

TEST_CASE("who subscribes to more than there is memory for is disconnected")
{
    Limited limited(20'000);
    const auto greedy = limited.subscriber(100);
    limited.take(100);
    CHECK(limited.one_ended());
}

TEST_CASE("what a subscriber that has gone had subscribed to is not held against others")
{
    Limited limited(20'000);
    {
        const auto gone = limited.subscriber(100);
        zmq::pollitem_t item{limited.out.handle(), 0, ZMQ_POLLIN, 0};
        REQUIRE(zmq::poll(&item, 1, std::chrono::seconds(10)) == 1);
    }
    REQUIRE(limited.one_ended());
    limited.take_until_gone();
    auto modest = limited.subscriber(10);
    limited.take(10);
    limited.out.send(zmq::buffer(std::string("topic 1")), zmq::send_flags::none);
    modest.set(zmq::sockopt::rcvtimeo, 10'000);
    zmq::message_t note;
    CHECK(modest.recv(note));
    CHECK_FALSE(limited.ended.next());
}
