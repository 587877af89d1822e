// SPDX-License-Identifier: MIT
#include "libcommon/peer/tcp_watch.hpp"

#include "libcommon/os/file_descriptor.hpp"
#include "tests/unit/catch.hpp"

#include <netinet/in.h>
#include <poll.h>
#include <string>
#include <sys/socket.h>

using zws::FileDescriptor;
using zws::TcpWatch;

namespace {

constexpr TcpWatch::Limits limits{1000, 1500, 100};

/// A connection of TCP that is watched.
class Peer {
public:
    Peer(TcpWatch& watch, TcpWatch::Clock::time_point now)
    {
        const FileDescriptor listener(socket(AF_INET, SOCK_STREAM, 0));
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        auto* const generic = reinterpret_cast<sockaddr*>(&address);
        REQUIRE(bind(listener.get(), generic, size) == 0);
        REQUIRE(listen(listener.get(), 1) == 0);
        REQUIRE(getsockname(listener.get(), generic, &size) == 0);
        theirs_ = FileDescriptor(socket(AF_INET, SOCK_STREAM, 0));
        REQUIRE(connect(theirs_.get(), generic, size) == 0);
        ours_ = FileDescriptor(accept(listener.get(), nullptr, nullptr));
        watch.observe({ZMQ_EVENT_ACCEPTED, static_cast<std::uint32_t>(ours_.get()), ""}, now);
    }

    void send(std::size_t size)
    {
        sent_ += size;
        const std::string bytes(size, 'x');
        REQUIRE(::send(theirs_.get(), bytes.data(), size, 0) == static_cast<ssize_t>(size));
        std::string arrived(sent_, 0);
        REQUIRE(recv(ours_.get(), arrived.data(), sent_, MSG_PEEK | MSG_WAITALL) ==
                static_cast<ssize_t>(sent_));
    }

    bool is_connected() const
    {
        pollfd item{theirs_.get(), POLLRDHUP, 0};
        return poll(&item, 1, 0) == 0;
    }

private:
    FileDescriptor ours_;
    FileDescriptor theirs_;
    std::size_t sent_ = 0;
};

/// Looks when it is time to.
void look(TcpWatch& watch)
{
    REQUIRE(watch.due() != TcpWatch::Clock::time_point::max());
    watch.look(watch.due());
}

} // namespace

TEST_CASE("who sends more than is taken at once is disconnected")
{
    TcpWatch watch(limits);
    Peer peer(watch, {});
    Peer modest(watch, {});
    peer.send(1000);
    modest.send(100);
    look(watch);
    REQUIRE(peer.is_connected());
    peer.send(1);
    look(watch);
    CHECK_FALSE(peer.is_connected());
    CHECK(modest.is_connected());
}

TEST_CASE("what was read is not held against a peer")
{
    TcpWatch watch(limits);
    Peer peer(watch, {});
    for (int i = 0; i < 3; ++i) {
        peer.send(1000);
        watch.read();
        look(watch);
        REQUIRE(peer.is_connected());
    }
}

TEST_CASE("where all send too much at once, those who sent little stay")
{
    TcpWatch watch(limits);
    Peer gone(watch, {});
    gone.send(1001);
    look(watch);
    REQUIRE_FALSE(gone.is_connected());
    Peer peer(watch, {});
    Peer modest(watch, {});
    peer.send(450);
    modest.send(100);
    look(watch);
    CHECK_FALSE(peer.is_connected());
    CHECK(modest.is_connected());
}

TEST_CASE("nothing is looked at without a peer")
{
    TcpWatch watch(limits);
    CHECK(watch.due() == TcpWatch::Clock::time_point::max());
}
