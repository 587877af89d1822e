// SPDX-License-Identifier: MIT
#include "tests/unit/catch.hpp"
#include "tools/zrelay/forwarder.hpp"
#include "tools/zrelay/socket_outlet.hpp"

#include <string>
#include <vector>

using zws::Throughput;
using zws::relay::Forwarder;
using zws::relay::Options;
using zws::relay::SocketOutlet;
using Frames = std::vector<std::string>;
using State = Forwarder::State;

namespace {

Options pipeline_with_room_for_one()
{
    Options options;
    options.pattern = zws::SocketPattern::pipeline;
    options.output.endpoints = {{zws::Endpoint::Side::bind, "inproc://out"}};
    options.output.hwm = 1;
    options.output.linger = std::chrono::milliseconds(0);
    return options;
}

/// A pipeline in one process: feed -> in -> forwarder -> out -> sink.
struct Line {
    zmq::context_t context;
    zmq::socket_t feed{context, zmq::socket_type::push};
    zmq::socket_t in{context, zmq::socket_type::pull};
    SocketOutlet out{context, pipeline_with_room_for_one()};
    zmq::socket_t sink{context, zmq::socket_type::pull};
    Throughput passed{Throughput::Clock::time_point{}};
    zws::ByteMark mark{in, 5000, std::size_t{1} << 30U};
    Forwarder forwarder{in, out, passed, mark};

    Line()
    {
        for (auto* socket : {&feed, &in, &sink}) {
            socket->set(zmq::sockopt::linger, 0);
            socket->set(zmq::sockopt::sndhwm, 1);
            socket->set(zmq::sockopt::rcvhwm, 5000);
        }
        in.bind("inproc://in");
        feed.connect("inproc://in");
    }
    void attach_sink() { sink.connect("inproc://out"); }

    void send(const Frames& frames)
    {
        for (std::size_t i = 0; i < frames.size(); ++i)
            feed.send(zmq::buffer(frames[i]),
                      i + 1 < frames.size() ? zmq::send_flags::sndmore : zmq::send_flags::none);
    }

    Frames received()
    {
        Frames frames;
        zmq::message_t frame;
        while (sink.recv(frame, zmq::recv_flags::dontwait)) {
            frames.push_back(frame.to_string());
            if (!frame.more())
                break;
        }
        return frames;
    }
};

} // namespace

TEST_CASE("messages pass whole and byte for byte, empty frames too")
{
    Line line;
    line.attach_sink();
    const std::vector<Frames> messages{{"topic", "payload"},
                                       {""},
                                       {"", "", ""},
                                       {"a", "", std::string("\0\xff\n", 3), ""},
                                       {std::string(100'000, 'x')}};
    for (const auto& message : messages)
        line.send(message);
    REQUIRE(line.forwarder.burst() == State::drained);
    for (const auto& message : messages)
        REQUIRE(line.received() == message);
    REQUIRE(line.received().empty());
    REQUIRE(line.passed.total({}).starts_with("5 messages, 97.7 KiB "));
}

TEST_CASE("with nothing waiting there is no burst")
{
    Line line;
    REQUIRE(line.forwarder.burst() == State::drained);
    REQUIRE_FALSE(line.forwarder.holds());
}

TEST_CASE("without room the first message is held, the others stay where they are, and none is lost")
{
    Line line;
    line.send({"one", "more"});
    line.send({"two"});
    REQUIRE(line.forwarder.burst() == State::blocked);
    REQUIRE(line.forwarder.burst() == State::blocked);
    REQUIRE(line.forwarder.holds());
    REQUIRE(line.passed.messages() == 0);
    line.attach_sink();
    REQUIRE(line.forwarder.release());
    REQUIRE_FALSE(line.forwarder.holds());
    REQUIRE(line.received() == Frames{"one", "more"});
    REQUIRE(line.forwarder.burst() == State::drained);
    REQUIRE(line.received() == Frames{"two"});
}

TEST_CASE("a flood does not keep a burst going for ever")
{
    Line line;
    line.attach_sink();
    for (int i = 0; i < 1500; ++i)
        line.send({"x"});
    REQUIRE(line.forwarder.burst() == State::more);
    REQUIRE(line.passed.messages() < 1500);
    REQUIRE(line.forwarder.burst() == State::drained);
    REQUIRE(line.passed.messages() == 1500);
}

TEST_CASE("a stamped message keeps its frames in front of time and number")
{
    Line line;
    line.attach_sink();
    Forwarder stamping(line.in, line.out, line.passed, line.mark, {.stamps = true});
    for (const Frames& message : {Frames{"t", "p"}, Frames{"alone"}, Frames{"t", "", "m"}})
        line.send(message);
    const auto number = [](char n) { return std::string(7, '\0') + n; };
    const auto stamped = [&](const Frames& expected) {
        auto got = line.received();
        REQUIRE(got.size() == expected.size() + 1);
        REQUIRE(got[got.size() - 2].size() == 8);
        got.erase(got.end() - 2);
        REQUIRE(got == expected);
    };
    while (stamping.burst() != State::drained) {
    }
    stamped({"t", "p", number('\0')});
    stamped({"", "alone", number('\0')});
    stamped({"t", "", "m", number('\1')});
}

namespace {

std::string bytes_of(const zws::Position& position)
{
    const auto frame = zws::frame_of(position);
    return {frame.begin(), frame.end()};
}

} // namespace

TEST_CASE("positions follow each other over all topics, and a message keeps the one it has")
{
    Line line;
    line.attach_sink();
    Forwarder numbering(line.in, line.out, line.passed, line.mark, {.positions = true});
    const auto own = bytes_of({7, 9});
    for (const Frames& message :
         {Frames{"t", "p"}, Frames{"alone"}, Frames{"t", "p", own}, Frames{"u", "p", "m"}})
        line.send(message);
    while (numbering.burst() != State::drained) {
    }
    const auto first = line.received();
    REQUIRE(first.size() == 3);
    const auto position = zws::position_in(first.back());
    REQUIRE(position);
    CHECK(position->sequence == 1);
    const auto numbered = [&](std::uint64_t sequence) { return bytes_of({position->epoch, sequence}); };
    CHECK(line.received() == Frames{"", "alone", numbered(2)});
    CHECK(line.received() == Frames{"t", "p", own});
    CHECK(line.received() == Frames{"u", "p", "m", numbered(3)});
}

TEST_CASE("a position stays after a stamp, whoever gave it")
{
    Line line;
    line.attach_sink();
    Forwarder both(line.in, line.out, line.passed, line.mark, {.stamps = true, .positions = true});
    Forwarder stamping(line.in, line.out, line.passed, line.mark, {.stamps = true});
    const auto own = bytes_of({7, 9});
    line.send({"t", "p"});
    while (both.burst() != State::drained) {
    }
    auto got = line.received();
    REQUIRE(got.size() == 5);
    CHECK(got[2].size() == 8);
    CHECK(got[3].size() == 8);
    CHECK(zws::position_in(got[4]));
    line.send({"t", "p", own});
    while (stamping.burst() != State::drained) {
    }
    got = line.received();
    REQUIRE(got.size() == 5);
    CHECK(got[3].size() == 8);
    CHECK(got[4] == own);
}
