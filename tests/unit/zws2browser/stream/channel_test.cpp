// SPDX-License-Identifier: MIT
#include "tools/zws2browser/stream/channel.hpp"

#include "tests/unit/catch.hpp"
#include "tools/zws2browser/delivery/frame_log.hpp"

#include <string>

using namespace zws::browser;

TEST_CASE("a channel keeps what a shard that joins later needs, and no more than its limit")
{
    LogMemory memory;
    Channel channel(StreamView{}, 64 * 1024, false, memory);
    for (int i = 0; i < 1000; ++i)
        channel.append(frame::Opcode::text, {0, "", std::string(1000, 'x')});
    channel.publish(Channel::Clock::now());
    CHECK(channel.bytes() <= 64 * 1024);
    CHECK(memory.held() <= channel.bytes()); // nothing is forgotten, however many segments have gone
    CHECK(memory.held() > 48 * 1024);
}

TEST_CASE("a message longer than the limit is kept alone")
{
    LogMemory memory;
    Channel channel(StreamView{}, 64 * 1024, false, memory);
    channel.append(frame::Opcode::text, {0, "", "before"});
    channel.append(frame::Opcode::text, {0, "", std::string(1U << 20U, 'x')});
    channel.publish(Channel::Clock::now());
    FrameLog log(channel.oldest());
    CHECK(log.before_head(0).frame == 1);
}

TEST_CASE("the lag of a channel is that of the follower which is farthest behind")
{
    LogMemory memory;
    Channel channel(StreamView{}, 64 * 1024, false, memory);
    CHECK(channel.lag() == 0);
    const auto near = channel.add_feed();
    const auto far = channel.add_feed();
    channel.append(frame::Opcode::text, {0, "", "12345678"});
    CHECK(channel.lag() == 10);
    near->low_water = 10;
    CHECK(channel.lag() == 10);
    far->low_water = 4;
    CHECK(channel.lag() == 6);
    channel.remove_follower(far);
    CHECK(channel.lag() == 0);
    channel.remove_follower(near);
    CHECK_FALSE(channel.has_followers());
}

TEST_CASE("a recording channel gives back what arrived, as far as it keeps them")
{
    LogMemory memory;
    Channel channel(StreamView{}, 64 * 1024, true, memory);
    for (int i = 0; i < 2000; ++i) {
        const std::string payload = std::to_string(i) + std::string(static_cast<std::size_t>(i), 'x');
        if (i % 3 == 0)
            channel.append(frame::Opcode::text, {100.5 + i % 10, payload, payload});
        else
            channel.append(frame::Opcode::binary, {100.5 + i % 10, i % 3 == 1 ? "topic" : "", payload});
    }
    int expected = -1;
    std::size_t bytes = 0;
    channel.replay([&](frame::Opcode opcode, const ArrivedMessage& arrival) {
        const int i = std::stoi(std::string(arrival.payload));
        REQUIRE((expected == -1 || i == expected));
        expected = i + 1;
        bytes += arrival.payload.size();
        CHECK(opcode == (i % 3 == 0 ? frame::Opcode::text : frame::Opcode::binary));
        CHECK(arrival.time == 100.5 + i % 10);
        CHECK(arrival.first_frame == (i % 3 == 0 ? arrival.payload : i % 3 == 1 ? "topic" : ""));
    });
    CHECK(expected == 2000);
    CHECK(bytes > 50'000);
    CHECK(bytes < 72 * 1024);
}

TEST_CASE("batches are made when they are due, and not larger than they may be")
{
    const auto start = Channel::Clock::now();
    LogMemory memory;
    Channel channel(StreamView{{}, std::chrono::milliseconds(20)}, 4U << 20U, false, memory);
    const auto frames = [&channel] { return channel.oldest()->published().frames; };
    channel.append(frame::Opcode::text, {1, "a", "1"});
    channel.append(frame::Opcode::text, {1, "a", "2"});
    CHECK(channel.publish(start) == Channel::Clock::time_point::max());
    CHECK(frames() == 1);
    channel.append(frame::Opcode::text, {1, "a", "3"});
    CHECK(channel.publish(start + std::chrono::milliseconds(19)) == start + std::chrono::milliseconds(20));
    CHECK(frames() == 1);
    channel.publish(start + std::chrono::milliseconds(20));
    CHECK(frames() == 2);
    for (int i = 0; i < 3; ++i)
        channel.append(frame::Opcode::text, {1, "a", std::string(Batch::max_size / 2, 'x')});
    channel.publish(start + std::chrono::milliseconds(21));
    CHECK(frames() == 4); // the third one waits
}

TEST_CASE("a log of batches counts messages, not batches")
{
    LogMemory memory;
    Channel channel(StreamView{{}, std::chrono::milliseconds(0)}, 64 * 1024, false, memory);
    FrameLog log(channel.oldest(), true);
    auto cursor = log.before_head(0);
    log.enter(cursor);
    for (int batch = 1; batch <= 4; ++batch) {
        for (int i = 0; i < 10 * batch; ++i)
            channel.append(frame::Opcode::text, {1, "", "x"});
        channel.publish(Channel::Clock::now());
    }
    log.follow();
    const auto frame_after = [&log](std::uint64_t messages) { return log.before_head(messages).frame; };
    CHECK(frame_after(0) == 4);
    CHECK(frame_after(1) == 3);
    CHECK(frame_after(40) == 3);
    CHECK(frame_after(41) == 2);
    CHECK(frame_after(1000) == 0);
    const auto& segment = *channel.oldest();
    CHECK(log.advance(cursor, segment.frame_end(1)) == 30);
    CHECK(log.advance(cursor, 5) == 0);
    CHECK(log.messages_of_frame(cursor) == 30);
    const auto old = log.before_head(0).segment;
    while (log.before_head(0).segment == old) {
        channel.append(frame::Opcode::text, {1, "", std::string(1000, 'x')});
        channel.publish(Channel::Clock::now());
        log.follow();
    }
    const auto in_first = channel.oldest()->published().frames;
    CHECK(log.overtake(cursor) == in_first - 4 + 40); // not those of the partly sent batch
}
