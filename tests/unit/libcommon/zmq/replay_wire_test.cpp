// SPDX-License-Identifier: MIT
#include "libcommon/zmq/replay_wire.hpp"

#include "libcommon/zmq/position.hpp"
#include "tests/unit/catch.hpp"

#include <string>
#include <vector>

using zws::Message;
using zws::ReplayEnd;
using zws::ReplayRequest;

namespace {

using Frames = std::vector<std::string>;

Message with_head(Frames head, const Frames& rest)
{
    head.insert(head.end(), rest.begin(), rest.end());
    return Message(head);
}

Message received(const Frames& rest)
{
    return with_head({"name", ""}, rest);
}

const std::string seven("\0\0\0\0\0\0\0\7", 8);
const std::string last(8, '\xff');

} // namespace

TEST_CASE("The request of a client of vLLM is a number of 8 bytes")
{
    CHECK(frames_of(ReplayRequest{7}) == Frames{seven});
    CHECK(request_in(received({seven})) == ReplayRequest{7});
}

TEST_CASE("A request with an epoch says how many numbers it asks for")
{
    const ReplayRequest request{1, 0x0123456789abcdef, 20};
    CHECK(request_in(received(frames_of(request))) == request);
}

TEST_CASE("What is something else is not a request")
{
    for (const auto& frames : {Frames{}, Frames{""}, Frames{"short"}, Frames{seven, seven},
                               Frames{seven, seven, "short"}, Frames{seven, seven, seven, seven}})
        CHECK_FALSE(request_in(received(frames)));
    CHECK_FALSE(request_in(with_head({"name", "not empty"}, {seven})));
}

TEST_CASE("An answer has a number, and the end of it a mark")
{
    const auto answer = answer_in(Message({"", seven, "payload"}));
    REQUIRE(answer);
    CHECK(answer->number == 7);
    CHECK_FALSE(answer->ends());
    const auto end = answer_in(Message({"", last, ""}));
    REQUIRE(end);
    CHECK(end->ends());
    CHECK_FALSE(end->end);
}

TEST_CASE("The end of an answer with an epoch tells what is kept")
{
    const ReplayEnd told{1, 2, 3, 4};
    const auto end = answer_in(with_head({"", last, ""}, frames_of(told)));
    REQUIRE(end);
    CHECK(end->end == told);
}

TEST_CASE("What is something else is not an answer")
{
    for (const auto& frames : {Frames{"payload"}, Frames{"", "short", "payload"}, Frames{"", seven},
                               Frames{"not empty", seven, "payload"}})
        CHECK_FALSE(answer_in(Message(frames)));
}

TEST_CASE("A message of three frames has a number of its own where the second has 8 bytes")
{
    const auto frame = zws::frame_of({1, 2});
    const std::string position(frame.begin(), frame.end());
    CHECK(own_number(Message({"topic", seven, "payload"})) == 7);
    CHECK(own_number(Message({"topic", seven, "payload", position})) == 7);
    CHECK_FALSE(own_number(Message({"topic", seven})));
    CHECK_FALSE(own_number(Message({"topic", seven, "payload", "more"})));
    CHECK_FALSE(own_number(Message({"topic", "payload", "more"})));
}
