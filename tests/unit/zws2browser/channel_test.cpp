// SPDX-License-Identifier: MIT
#include "tools/zws2browser/channel.hpp"

#include "tests/unit/catch.hpp"
#include "tools/zws2browser/frame_log.hpp"

#include <string>

using namespace zws::browser;

TEST_CASE("a channel keeps what a shard that joins later needs, and no more than its limit")
{
    Channel channel(64 * 1024, false);
    for (int i = 0; i < 1000; ++i)
        channel.append(frame::Opcode::text, "", std::string(1000, 'x'));
    channel.publish();
    FrameLog log(channel.oldest(), 1U << 20U);
    CHECK(log.bytes() <= 64 * 1024);
    CHECK(log.bytes() > 48 * 1024);
}

TEST_CASE("a message longer than the limit is kept alone")
{
    Channel channel(64 * 1024, false);
    channel.append(frame::Opcode::text, "", "before");
    channel.append(frame::Opcode::text, "", std::string(1U << 20U, 'x'));
    channel.publish();
    FrameLog log(channel.oldest(), 64 * 1024);
    CHECK(log.head().frame == 1);
}

TEST_CASE("the lag of a channel is that of the feed which is farthest behind")
{
    Channel channel(64 * 1024, false);
    CHECK(channel.lag() == 0);
    const auto near = channel.add_feed();
    const auto far = channel.add_feed();
    channel.append(frame::Opcode::text, "", "12345678");
    CHECK(channel.lag() == 10);
    *near = 10;
    CHECK(channel.lag() == 10);
    *far = 4;
    CHECK(channel.lag() == 6);
    channel.remove_feed(far);
    CHECK(channel.lag() == 0);
    channel.remove_feed(near);
    CHECK_FALSE(channel.has_feeds());
}

TEST_CASE("a recording channel gives back first frames and payloads, as far as it keeps them")
{
    Channel channel(64 * 1024, true);
    for (int i = 0; i < 2000; ++i) {
        const std::string payload = std::to_string(i) + std::string(static_cast<std::size_t>(i), 'x');
        if (i % 3 == 0)
            channel.append(frame::Opcode::text, payload, payload);
        else
            channel.append(frame::Opcode::binary, i % 3 == 1 ? "topic" : "", payload);
    }
    int expected = -1;
    std::size_t bytes = 0;
    channel.replay([&](frame::Opcode opcode, std::string_view first_frame, std::string_view payload) {
        const int i = std::stoi(std::string(payload));
        REQUIRE((expected == -1 || i == expected));
        expected = i + 1;
        bytes += payload.size();
        CHECK(opcode == (i % 3 == 0 ? frame::Opcode::text : frame::Opcode::binary));
        CHECK(first_frame == (i % 3 == 0 ? payload : i % 3 == 1 ? "topic" : ""));
    });
    CHECK(expected == 2000);
    CHECK(bytes > 50'000);
    CHECK(bytes < 72 * 1024);
}
