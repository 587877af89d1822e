// SPDX-License-Identifier: MIT
#include "libcommon/zmq/message.hpp"

#include "tests/unit/catch.hpp"

#include <string>

namespace {

/// Two sockets joined in one process.
struct Pair {
    zmq::context_t context;
    zmq::socket_t in{context, zmq::socket_type::pair};
    zmq::socket_t out{context, zmq::socket_type::pair};

    Pair()
    {
        in.bind("inproc://pair");
        out.connect("inproc://pair");
    }

    void send(const std::vector<std::string>& frames)
    {
        for (std::size_t i = 0; i < frames.size(); ++i) {
            const bool more = i + 1 < frames.size();
            out.send(zmq::buffer(frames[i]), more ? zmq::send_flags::sndmore : zmq::send_flags::none);
        }
    }
};

} // namespace

TEST_CASE("one frame is the payload, without a topic")
{
    Pair pair;
    pair.send({"data"});
    zws::Message message;
    REQUIRE(message.receive(pair.in));
    REQUIRE(message.frame_count() == 1);
    REQUIRE(message.topic().empty());
    REQUIRE(message.payload() == "data");
    REQUIRE(message.size() == 4);
}

TEST_CASE("of more frames the first is the topic, the second the payload")
{
    const std::string binary("\0\xff\n", 3);
    Pair pair;
    pair.send({"topic", binary, "", "stamp"});
    zws::Message message;
    REQUIRE(message.receive(pair.in));
    REQUIRE(message.frame_count() == 4);
    REQUIRE(message.topic() == "topic");
    REQUIRE(message.payload() == binary);
    REQUIRE(message.frame(2).empty());
    REQUIRE(message.frame(3) == "stamp");
    REQUIRE(message.size() == 13);
}

TEST_CASE("a message takes the place of the one before, however many frames that had")
{
    Pair pair;
    pair.send({"a", "b", "c"});
    pair.send({""});
    pair.send({"d", "e"});
    zws::Message message;
    REQUIRE(message.receive(pair.in));
    REQUIRE(message.receive(pair.in));
    REQUIRE(message.frame_count() == 1);
    REQUIRE(message.size() == 0);
    REQUIRE(message.payload().empty());
    REQUIRE(message.receive(pair.in));
    REQUIRE(message.frame_count() == 2);
    REQUIRE(message.payload() == "e");
}

TEST_CASE("with dontwait there may be no message, and the last one stays")
{
    Pair pair;
    zws::Message message;
    pair.send({"kept"});
    REQUIRE(message.receive(pair.in));
    REQUIRE_FALSE(message.receive(pair.in, zmq::recv_flags::dontwait));
    REQUIRE(message.frame_count() == 1);
}
