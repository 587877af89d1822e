// SPDX-License-Identifier: MIT
#include "libcommon/zmq/lossy_sender.hpp"
#include "libcommon/zmq/message.hpp"
#include "libcommon/zmq/socket.hpp"
#include "tests/unit/catch.hpp"

#include <string>

using zws::Endpoint;
using zws::LossySender;

namespace {

/// A publisher and a subscriber with room for 10 messages each, who know of each other.
struct LossyPair {
    LossyPair()
    {
        zws::SocketOptions options;
        options.hwm = 10;
        options.wait_for_room = true;
        options.endpoints = {{Endpoint::Side::bind, "inproc://lossy"}};
        pub = zws::open(context, zmq::socket_type::xpub, options);
        options.endpoints = {{Endpoint::Side::connect, "inproc://lossy"}};
        sub = zws::open(context, zmq::socket_type::sub, options);
        sub.handle.set(zmq::sockopt::rcvtimeo, 100);
    }

    static void send(LossySender& sender, int number)
    {
        zmq::message_t topic(std::string("t"));
        zmq::message_t payload(std::to_string(number));
        sender.send(topic, true);
        sender.send(payload, false);
    }

    /// The payloads that have come, each whole.
    std::vector<std::string> received()
    {
        std::vector<std::string> payloads;
        zws::Message message;
        while (message.receive(sub.handle)) {
            REQUIRE(message.frame_count() == 2);
            payloads.emplace_back(message.payload());
        }
        return payloads;
    }

    zmq::context_t context;
    zws::Socket pub;
    zws::Socket sub;
};

} // namespace

TEST_CASE("what a full subscriber loses is known of, and nobody waits")
{
    LossyPair pair;
    LossySender sender(pair.pub.handle);
    for (int i = 0; i < 20; ++i)
        LossyPair::send(sender, i);
    REQUIRE(sender.lost() == 0); // inproc adds the marks of both sides
    for (int i = 20; i < 50; ++i)
        LossyPair::send(sender, i);
    REQUIRE(sender.lost() == 1);
    const auto got = pair.received();
    REQUIRE(got.size() == 20);
    REQUIRE(got.back() == "19");
    for (int i = 50; i < 100; ++i)
        LossyPair::send(sender, i);
    REQUIRE(sender.lost() == 2); // again it was full
    REQUIRE(pair.received().front() == "50");
}

TEST_CASE("without a subscriber nothing is lost that anyone wanted")
{
    zmq::context_t context;
    zws::SocketOptions options;
    options.hwm = 1;
    options.wait_for_room = true;
    options.endpoints = {{Endpoint::Side::bind, "inproc://nobody"}};
    auto pub = zws::open(context, zmq::socket_type::xpub, options);
    LossySender sender(pub.handle);
    for (int i = 0; i < 50; ++i)
        LossyPair::send(sender, i);
    REQUIRE(sender.lost() == 0);
}
