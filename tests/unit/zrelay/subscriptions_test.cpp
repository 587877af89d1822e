// SPDX-License-Identifier: MIT
#include "tests/unit/catch.hpp"
#include "tools/zrelay/subscriptions.hpp"

#include <vector>

namespace {

/// notes --> taken by Subscriptions --> passed
struct NoteLine {
    zmq::context_t context;
    zmq::socket_t notes{context, zmq::socket_type::pair};
    zmq::socket_t in{context, zmq::socket_type::pair};
    zmq::socket_t up{context, zmq::socket_type::pair};
    zmq::socket_t passed{context, zmq::socket_type::pair};
    zws::relay::Subscriptions subscriptions;

    NoteLine()
    {
        in.bind("inproc://notes");
        notes.connect("inproc://notes");
        passed.bind("inproc://passed");
        up.connect("inproc://passed");
    }

    std::vector<std::string> take(const std::vector<std::string>& sent)
    {
        for (const auto& note : sent)
            notes.send(zmq::buffer(note));
        const bool passed_on = subscriptions.take(in, &up);
        std::vector<std::string> out;
        zmq::message_t note;
        while (passed.recv(note, zmq::recv_flags::dontwait))
            out.push_back(note.to_string());
        REQUIRE(passed_on == !out.empty());
        return out;
    }
};

const std::string on = "\x01"
                       "a";
const std::string off{"\0a", 2};

} // namespace

TEST_CASE("publishers hear of the first subscription and of the end of the last")
{
    NoteLine line;
    REQUIRE(line.take({on, on, on}) == std::vector{on});
    REQUIRE(line.subscriptions.count() == 3);
    REQUIRE(line.take({off, off}).empty());
    REQUIRE(line.subscriptions.count() == 1);
    REQUIRE(line.take({off}) == std::vector{off});
    REQUIRE(line.take({off}).empty());
    REQUIRE(line.subscriptions.count() == 0);
}

TEST_CASE("what is no subscription is passed on and not counted")
{
    NoteLine line;
    REQUIRE(line.take({"hello", ""}) == std::vector<std::string>{"hello", ""});
    REQUIRE(line.subscriptions.count() == 0);
}
