// SPDX-License-Identifier: MIT
#include "tools/zrelay/zmtp/publisher.hpp"

#include "libcommon/os/error.hpp"
#include "libcommon/os/poll.hpp"
#include "tests/unit/catch.hpp"

#include <array>
#include <string>
#include <vector>

using namespace std::chrono_literals;
using Catch::Matchers::ContainsSubstring;
using zws::Endpoint;
using zws::relay::Note;
using zws::relay::zmtp::Listener;
using zws::relay::zmtp::Publisher;

namespace {

constexpr int patience = 10'000; // ms
const Endpoint any_port{Endpoint::Side::bind, "tcp://127.0.0.1:*"};

/// A publisher, and subscribers of libzmq.
struct Fan {
    zmq::context_t context;
    Publisher publisher;
    std::string address;

    explicit Fan(Publisher::Options options = {})
        : publisher(options), address(publisher.bind(any_port).address)
    {
    }

    /// Waits until the publisher has heard of its subscriptions.
    zmq::socket_t subscriber(const std::vector<std::string>& topics, int hwm = 0)
    {
        zmq::socket_t socket(context, zmq::socket_type::sub);
        socket.set(zmq::sockopt::rcvhwm, hwm);
        socket.set(zmq::sockopt::rcvbuf, hwm > 0 ? 65536 : -1);
        socket.set(zmq::sockopt::linger, 0);
        socket.set(zmq::sockopt::rcvtimeo, patience);
        for (const auto& topic : topics)
            socket.set(zmq::sockopt::subscribe, topic);
        socket.connect(address);
        for (std::size_t i = 0; i < topics.size(); ++i)
            REQUIRE(next_note().kind == Note::Kind::subscribe);
        return socket;
    }

    Note next_note()
    {
        const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(patience);
        while (std::chrono::steady_clock::now() < end) {
            if (const auto note = publisher.next_note())
                return *note;
            wait();
        }
        FAIL("no note came");
        return {};
    }

    void wait(std::chrono::milliseconds most = 100ms)
    {
        std::array<zmq::pollitem_t, 1> items{{{nullptr, publisher.fd(), ZMQ_POLLIN, 0}}};
        zws::poll(items, std::chrono::steady_clock::now() + most);
    }

    /// Sends what is queued until `subscriber` has got a message.
    void feed(zmq::socket_t& subscriber)
    {
        const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(patience);
        while (subscriber.get(zmq::sockopt::events) == 0) {
            REQUIRE(std::chrono::steady_clock::now() < end);
            wait(1ms); // nothing here tells when it has got more
            publisher.attend();
        }
    }

    /// Sends until nothing is queued: a subscriber may have all messages, and the kernel no room yet for a
    /// ping.
    void await_drained()
    {
        const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(patience);
        while (!publisher.drained()) {
            REQUIRE(std::chrono::steady_clock::now() < end);
            wait(1ms);
            publisher.attend();
        }
    }

    bool send(const std::vector<std::string>& frames)
    {
        for (std::size_t i = 0; i < frames.size(); ++i) {
            zmq::message_t frame(frames[i]);
            if (!publisher.send(frame, i + 1 < frames.size()))
                return false;
        }
        return true;
    }
};

std::vector<std::string> received_frames(zmq::socket_t& socket)
{
    std::vector<std::string> frames;
    zmq::message_t frame;
    do {
        if (!socket.recv(frame))
            return {"nothing came"};
        frames.push_back(frame.to_string());
    } while (frame.more());
    return frames;
}

using Frames = std::vector<std::string>;

} // namespace

TEST_CASE("each subscriber gets what it has subscribed to, whole and once")
{
    Fan fan;
    auto all = fan.subscriber({""});
    auto some = fan.subscriber({"a", "ab", "c"});
    auto both = fan.subscriber({"", "a"});
    for (const Frames& message :
         {Frames{"abc", "1"}, Frames{"b", "2"}, Frames{"c", "", std::string(100'000, 'x')}})
        REQUIRE(fan.send(message));
    fan.publisher.flush();
    fan.send({"", "end"});
    fan.send({"cend"});
    fan.publisher.flush();
    for (auto* socket : {&all, &both}) {
        CHECK(received_frames(*socket) == Frames{"abc", "1"});
        CHECK(received_frames(*socket) == Frames{"b", "2"});
        CHECK(received_frames(*socket).back().size() == 100'000);
        CHECK(received_frames(*socket) == Frames{"", "end"});
    }
    CHECK(received_frames(some) == Frames{"abc", "1"});
    CHECK(received_frames(some).front() == "c");
    CHECK(received_frames(some) == Frames{"cend"});
    CHECK(fan.publisher.subscribers() == 3);
    CHECK(fan.publisher.dropped().messages == 0);
}

TEST_CASE("an unsubscription ends it, and who goes has unsubscribed")
{
    Fan fan;
    auto stays = fan.subscriber({"a", "b"});
    {
        auto goes = fan.subscriber({"c"});
    }
    auto note = fan.next_note();
    CHECK((note.kind == Note::Kind::unsubscribe && note.bytes == "c"));
    CHECK(fan.publisher.subscribers() == 1);
    stays.set(zmq::sockopt::unsubscribe, "a");
    note = fan.next_note();
    CHECK((note.kind == Note::Kind::unsubscribe && note.bytes == "a"));
    fan.send({"a"});
    fan.send({"b"});
    fan.publisher.flush();
    CHECK(received_frames(stays) == Frames{"b"});
}

TEST_CASE("a slow subscriber loses messages, which are counted, and others do not")
{
    Fan fan({.hwm = 10});
    auto slow = fan.subscriber({"s"}, 1);
    auto fast =
        fan.subscriber({"f"}); // its messages fit into the kernel's buffers, however late they are read
    const std::string filler(50'000, 'x');
    const int count = 2000;
    for (int i = 0; i < count; ++i) {
        REQUIRE(fan.send({"s" + std::to_string(i), filler}));
        if (i % 100 == 0)
            REQUIRE(fan.send({"f" + std::to_string(i)}));
        fan.publisher.flush();
    }
    const auto dropped = static_cast<int>(fan.publisher.dropped().messages);
    CHECK(dropped > 0);
    int got = 0;
    for (int last = -1; got < count - dropped; ++got) {
        fan.feed(slow);
        const auto frames = received_frames(slow);
        REQUIRE(frames.size() == 2);
        const int number = std::stoi(frames[0].substr(1));
        REQUIRE(number > last);
        last = number;
    }
    fan.await_drained();
    for (int i = 0; i < count; i += 100)
        CHECK(received_frames(fast) == Frames{"f" + std::to_string(i)});
}

TEST_CASE("where it waits for room, a message has none while a subscriber who wants it is full")
{
    Fan fan({.hwm = 3, .wait_for_room = true});
    auto slow = fan.subscriber({"s"}, 1);
    auto other = fan.subscriber({"o"});
    const std::string filler(50'000, 'x');
    int sent = 0;
    while (sent < 10'000 && fan.send({"s" + std::to_string(sent), filler}))
        ++sent;
    REQUIRE(sent < 10'000);
    CHECK_FALSE(fan.send({"s", filler}));
    CHECK(fan.send({"o"}));
    fan.publisher.flush();
    CHECK(received_frames(other) == Frames{"o"});
    for (int i = 0; i < sent; ++i) {
        fan.feed(slow);
        REQUIRE(received_frames(slow).front() == "s" + std::to_string(i));
    }
    CHECK(fan.send({"s", "again"}));
    CHECK(fan.publisher.dropped().messages == 0);
}

TEST_CASE("what a listener takes are addresses of interfaces, as numbers")
{
    const auto takes = [](const char* address, Endpoint::Side side = Endpoint::Side::bind) {
        return Listener::takes({side, address});
    };
    CHECK(takes("tcp://127.0.0.1:5000"));
    CHECK(takes("tcp://*:*"));
    CHECK(takes("tcp://[::1]:0"));
    CHECK_FALSE(takes("tcp://127.0.0.1:5000", Endpoint::Side::connect));
    CHECK_FALSE(takes("tcp://lo:5000"));
    CHECK_FALSE(takes("tcp://localhost:5000"));
    CHECK_FALSE(takes("tcp://127.0.0.1:70000"));
    CHECK_FALSE(takes("ipc:///tmp/x"));
    CHECK_FALSE(takes("tcp://5000"));
}

TEST_CASE("a listener tells the real port, and why there is none")
{
    Fan fan;
    CHECK_THAT(fan.address, ContainsSubstring("tcp://127.0.0.1:"));
    CHECK_THROWS_WITH(Listener({Endpoint::Side::bind, fan.address}),
                      ContainsSubstring("bind " + fan.address + ": Address already in use"));
}
