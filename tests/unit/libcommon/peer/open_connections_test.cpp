// SPDX-License-Identifier: MIT
#include "libcommon/peer/open_connections.hpp"

#include "libcommon/os/file_descriptor.hpp"
#include "tests/unit/catch.hpp"

#include <array>
#include <sys/socket.h>
#include <unistd.h>

using zws::OpenConnections;

namespace {

struct Pair {
    Pair()
    {
        std::array<int, 2> fds{};
        REQUIRE(socketpair(AF_UNIX, SOCK_STREAM, 0, fds.data()) == 0);
        here = zws::FileDescriptor(fds[0]);
        there = zws::FileDescriptor(fds[1]);
    }
    zws::FileDescriptor here;
    zws::FileDescriptor there;
};

void tell(OpenConnections& open, int kind, const Pair& pair)
{
    open.observe({static_cast<std::uint16_t>(kind), static_cast<std::uint32_t>(pair.here.get()), "ipc://x"});
}

} // namespace

TEST_CASE("what was written has arrived when the other end has it")
{
    OpenConnections open;
    CHECK_FALSE(open.have_all()); // nobody is there
    const Pair pair;
    tell(open, ZMQ_EVENT_ACCEPTED, pair);
    const auto first = open.numbers();
    CHECK(first.size() == 1);
    CHECK(open.have_all());
    char byte = 'x';
    REQUIRE(write(pair.here.get(), &byte, 1) == 1);
    CHECK_FALSE(open.have_all());
    REQUIRE(read(pair.there.get(), &byte, 1) == 1);
    CHECK(open.have_all());
    tell(open, ZMQ_EVENT_DISCONNECTED, pair);
    CHECK(open.numbers().empty());
    CHECK_FALSE(open.have_all());
    tell(open, ZMQ_EVENT_ACCEPTED, pair);
    CHECK(open.numbers() != first);
}

TEST_CASE("a connection that ends has nothing for certain")
{
    OpenConnections open;
    Pair pair;
    Pair other;
    tell(open, ZMQ_EVENT_CONNECTED, pair);
    tell(open, ZMQ_EVENT_CONNECTED, other);
    CHECK(open.have_all());
    pair.there = zws::FileDescriptor();
    CHECK_FALSE(open.have_all());
    pair.here = zws::FileDescriptor(); // the event is still to come
    CHECK_FALSE(open.have_all());
    CHECK(open.numbers().size() == 2);
}
