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
        out.set(zmq::sockopt::rcvtimeo, 60'000);
        out.bind("tcp://127.0.0.1:*");
    }

    /// One that has subscribed to so many topics, which begin so.
    zmq::socket_t subscriber(int topics, const std::string& begin = "topic ")
    {
        zmq::socket_t in(context, zmq::socket_type::sub);
        in.set(zmq::sockopt::linger, 0);
        for (int i = 0; i < topics; ++i)
            in.set(zmq::sockopt::subscribe, begin + std::to_string(i));
        in.connect(out.get(zmq::sockopt::last_endpoint));
        return in;
    }

    /// Waits for the end of a connection.
    bool one_ended()
    {
        zmq::pollitem_t item{ended.handle().handle(), 0, ZMQ_POLLIN, 0};
        return zmq::poll(&item, 1, std::chrono::seconds(60)) == 1 && ended.next();
    }

    /// Takes notes until so many subscriptions came to topics that begin so.
    void take(int subscriptions, const std::string& begin = "topic ")
    {
        while (subscriptions > 0) {
            zmq::message_t note;
            REQUIRE(out.recv(note));
            subscriptions -= note.to_string_view().starts_with('\1' + begin) ? 1 : 0;
            limit.count(note);
        }
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
    Limited limited(200'000);
    {
        const auto gone = limited.subscriber(100, std::string(100, 'x'));
        zmq::pollitem_t item{limited.out.handle(), 0, ZMQ_POLLIN, 0};
        REQUIRE(zmq::poll(&item, 1, std::chrono::seconds(60)) == 1);
    }
    REQUIRE(limited.one_ended());
    // It may get the descriptor before the notes of the other are read.
    auto modest = limited.subscriber(10, "modest ");
    limited.take(10, "modest ");
    limited.out.send(zmq::buffer(std::string("modest 1")), zmq::send_flags::none);
    modest.set(zmq::sockopt::rcvtimeo, 60'000);
    zmq::message_t note;
    CHECK(modest.recv(note));
    CHECK_FALSE(limited.ended.next());
}
