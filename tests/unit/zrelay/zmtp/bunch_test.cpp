// SPDX-License-Identifier: MIT
#include "tools/zrelay/zmtp/bunch.hpp"

#include "tests/unit/catch.hpp"
#include "tools/zrelay/zmtp/send_queue.hpp"

#include <array>
#include <string>
#include <vector>

using namespace std::string_literals;
using zws::relay::zmtp::Bunch;
using zws::relay::zmtp::BunchSelection;
using zws::relay::zmtp::QueueMemory;
using zws::relay::zmtp::SendQueue;

namespace {

zws::MemoryBudget budget(1U << 30U);
QueueMemory memory(budget);

void add(Bunch& bunch, const std::vector<std::string>& frames)
{
    for (std::size_t i = 0; i < frames.size(); ++i) {
        zmq::message_t frame(frames[i]);
        bunch.add(frame, i + 1 < frames.size());
    }
}

std::string text(std::span<const iovec> pieces)
{
    std::string out;
    for (const auto& piece : pieces)
        out.append(static_cast<const char*>(piece.iov_base), piece.iov_len);
    return out;
}

std::string front(const SendQueue& queue)
{
    std::array<iovec, 8> pieces{};
    return text(std::span(pieces).first(queue.front(pieces)));
}

} // namespace

TEST_CASE("a bunch holds messages as they go over the wire")
{
    Bunch bunch(memory);
    add(bunch, {"topic", "payload"});
    add(bunch, {""});
    REQUIRE(bunch.messages() == 2);
    CHECK(text(bunch.pieces(0)) == "\x01\x05topic\0\x07payload"s);
    CHECK(bunch.size(0) == 16);
    CHECK(bunch.topic(0) == "topic");
    CHECK(text(bunch.pieces(1)) == "\0\0"s);
    CHECK(bunch.topic(1).empty());
    CHECK(bunch.bytes() == 18);
}

TEST_CASE("long frames, and more than there is room for, come out as they went in")
{
    Bunch bunch(memory);
    for (int round = 0; round < 3; ++round) {
        std::string expected;
        for (int i = 0; i < 300; ++i) {
            const std::string body(static_cast<std::size_t>(i) * 30, static_cast<char>('a' + i % 26));
            add(bunch, {"t", body});
            const auto header = body.size() < 256
                                    ? "\0"s + static_cast<char>(body.size())
                                    : "\x02\0\0\0\0\0\0"s + static_cast<char>(body.size() >> 8U) +
                                          static_cast<char>(body.size() & 0xFFU);
            expected += "\x01\x01t" + header + body;
        }
        BunchSelection all;
        for (std::size_t i = 0; i < bunch.messages(); ++i)
            all.add(bunch, i);
        REQUIRE(text(all.pieces()) == expected);
        REQUIRE(all.bytes() == expected.size());
        REQUIRE(bunch.bytes() == expected.size());
        bunch.clear();
        REQUIRE(bunch.messages() == 0);
        REQUIRE(bunch.bytes() == 0);
    }
}

TEST_CASE("messages side by side are one piece, each once")
{
    Bunch bunch(memory);
    for (const char* text : {"a", "b", "c", "d"})
        add(bunch, {text});
    BunchSelection some;
    for (const std::size_t message : {0U, 1U, 1U, 3U})
        some.add(bunch, message);
    CHECK(some.messages().size() == 3);
    CHECK(some.pieces().size() == 2);
    CHECK(text(some.pieces()) == "\0\x01"s + "a" + "\0\x01"s + "b" + "\0\x01"s + "d");
}

TEST_CASE("messages that are kept outlive the bunch, and all who keep them share them")
{
    Bunch bunch(memory);
    add(bunch, {"one"});
    add(bunch, {"a", std::string(10'000, 'x')});
    std::array<SendQueue, 3> queues{SendQueue(memory), SendQueue(memory), SendQueue(memory)};
    for (auto& queue : queues) {
        queue.add_message(bunch.shared(0), 0);
        queue.add_message(bunch.shared(1), 1);
    }
    const auto first = bunch.shared(1);
    CHECK(bunch.shared(1).bytes.data() == first.bytes.data());
    CHECK(bunch.copied(1).bytes == first.bytes);
    CHECK(bunch.copied(1).bytes.data() != first.bytes.data());
    bunch.clear();
    add(bunch, {"other"});
    CHECK(bunch.shared(0).bytes == "\0\x05other"s);
    for (auto& queue : queues)
        CHECK(front(queue) == "\0\x03one\x01"s + "a\x02\0\0\0\0\0\0\x27\x10"s + std::string(10'000, 'x'));
}

TEST_CASE("a bunch asked between two messages has both")
{
    Bunch bunch(memory);
    add(bunch, {"one"});
    const auto early = bunch.shared(0);
    add(bunch, {"two"});
    CHECK(early.bytes == "\0\x03one"s);
    CHECK(bunch.shared(0).bytes == early.bytes);
    CHECK(bunch.shared(1).bytes == "\0\x03two"s);
}

TEST_CASE("a queue counts messages until their last byte is sent")
{
    Bunch bunch(memory);
    add(bunch, {"one"});
    add(bunch, {"two"});
    SendQueue queue(memory);
    REQUIRE(queue.empty());
    queue.add_message(bunch.shared(0), 2);
    queue.add_commands("PING");
    queue.add_message(bunch.copied(1), 0);
    CHECK(front(queue) == "onePING\0\x03two"s);
    CHECK(queue.messages() == 2);
    queue.pop(2);
    CHECK(queue.messages() == 2);
    queue.pop(1);
    CHECK(queue.messages() == 1);
    queue.pop(8);
    CHECK(front(queue) == "o");
    CHECK(queue.messages() == 1);
    queue.pop(1);
    CHECK(queue.messages() == 0);
    CHECK(queue.empty());
}

TEST_CASE("commands wait in a queue only as long as they are few")
{
    SendQueue queue(memory);
    const std::string pongs(10'000, 'p');
    queue.add_commands(pongs);
    queue.add_commands(pongs);
    CHECK(front(queue).size() == pongs.size());
    queue.pop(pongs.size());
    queue.add_commands(pongs);
    CHECK(front(queue).size() == pongs.size());
}
