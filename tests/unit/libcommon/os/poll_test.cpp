// SPDX-License-Identifier: MIT
#include "libcommon/os/poll.hpp"
#include "tests/unit/catch.hpp"

#include <array>

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

TEST_CASE("a wait ends at its time and not before, or as soon as something is ready")
{
    zmq::context_t context;
    zmq::socket_t one(context, zmq::socket_type::pair);
    zmq::socket_t other(context, zmq::socket_type::pair);
    one.bind("inproc://poll");
    other.connect("inproc://poll");
    std::array items{zmq::pollitem_t{one.handle(), 0, ZMQ_POLLIN, 0}};

    const auto due = Clock::now() + 900us; // less than zmq_poll counts in
    zws::poll(items, due);
    REQUIRE(Clock::now() >= due);
    REQUIRE(items[0].revents == 0);

    other.send(zmq::str_buffer("x"));
    zws::poll(items, Clock::time_point::max());
    REQUIRE(items[0].revents == ZMQ_POLLIN);
    zws::poll(items, Clock::now() - 1h);
    REQUIRE(items[0].revents == ZMQ_POLLIN);
}
