// SPDX-License-Identifier: MIT
#include "libcommon/zmq/byte_mark.hpp"

#include "tests/unit/catch.hpp"

using namespace std::chrono_literals;

namespace {

struct Marked {
    zmq::context_t context;
    zmq::socket_t socket{context, zmq::socket_type::sub};
    zws::ByteMark mark;
    zws::ByteMark::Clock::time_point now{1h};

    explicit Marked(int messages) : mark(socket, messages, 100'000'000) {}

    /// The marks of the socket, in messages, after a burst.
    int after(int messages, std::size_t bytes, unsigned queues = 1)
    {
        for (int i = 0; i < messages; ++i)
            mark.see(bytes);
        mark.settle(queues, now);
        REQUIRE(socket.get(zmq::sockopt::sndhwm) == socket.get(zmq::sockopt::rcvhwm));
        return socket.get(zmq::sockopt::rcvhwm);
    }
};

} // namespace

TEST_CASE("a mark in messages is lowered as long as they are large")
{
    Marked one(1000);
    CHECK(one.after(0, 0) == 1000);
    CHECK(one.after(10, 100) == 1000);
    one.mark.see(1'000'000);
    CHECK(one.socket.get(zmq::sockopt::rcvhwm) == 99); // at once
    CHECK(one.after(0, 0) == 99);
    CHECK(one.after(1, 1'000'000, 10) == 9);
    CHECK(one.after(1, 1'000'000'000) == 1);
    one.now += 9s;
    CHECK(one.after(10, 100) == 1);
    one.now += 10s;
    CHECK(one.after(10, 100) == 1); // the last ten seconds had one
    one.now += 10s;
    CHECK(one.after(10, 100) == 1000);
}

TEST_CASE("a few large messages among many count as little as they are")
{
    Marked one(1000);
    for (int i = 0; i < 999; ++i)
        one.mark.see(100);
    CHECK(one.after(1, 1'000'000) == 1000);
}

TEST_CASE("without a mark in messages there is one in bytes")
{
    Marked one(0);
    CHECK(one.after(1000, 36) == 1'000'000);
}
