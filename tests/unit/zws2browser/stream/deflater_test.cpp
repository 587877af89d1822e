// SPDX-License-Identifier: MIT
#include "tools/zws2browser/stream/deflater.hpp"

#include "libcommon/codec/inflate.hpp"
#include "tests/unit/catch.hpp"
#include "tools/zws2browser/delivery/frame_log.hpp"
#include "tools/zws2browser/stream/batch.hpp"
#include "tools/zws2browser/stream/channel.hpp"

#include <random>
#include <string>
#include <zlib.h>

using namespace zws::browser;

namespace {

std::string inflated(std::string_view message)
{
    std::string out;
    REQUIRE(zws::codec::inflate(message, zws::codec::Wrapping::message, out) == "");
    return out;
}

/// Text of which no part repeats within 512 bytes, but all of it after 5000.
std::string far_repetition()
{
    std::mt19937 random(1); // NOLINT(cert-*): the same each time
    std::string part(5000, '\0');
    for (char& byte : part)
        byte = static_cast<char>(random());
    return part + part;
}

} // namespace

TEST_CASE("a message that gets shorter comes back as it was, whatever came before")
{
    const auto window = GENERATE(9, 12, 15);
    Deflater deflater(window);
    for (const auto size : {40U, 1000U, 100'000U}) {
        const auto message = "{\"x\":1}" + std::string(size, 'y');
        const auto deflated = deflater.deflate(message);
        REQUIRE(deflated);
        CHECK(deflated->size() < message.size());
        CHECK(inflated(*deflated) == message);
    }
}

TEST_CASE("what would get no shorter is left as it is")
{
    Deflater deflater(Deflater::largest_window);
    CHECK_FALSE(deflater.deflate(""));
    CHECK_FALSE(deflater.deflate("1"));
    CHECK_FALSE(deflater.deflate("{\"x\":1}"));
    CHECK_FALSE(deflater.deflate(far_repetition().substr(0, 5000)));
}

TEST_CASE("nothing refers to what the client's window does not hold any more")
{
    const auto message = far_repetition();
    CHECK(Deflater(15).deflate(message));
    CHECK_FALSE(Deflater(Deflater::least_window).deflate(message)); // nothing repeats within 512 bytes
}

TEST_CASE("the beginning can be read without inflating")
{
    Deflater deflater(Deflater::largest_window);
    const auto message = "twenty bytes of head" + std::string(1000, 'x');
    const auto deflated = deflater.deflate(message, 20);
    REQUIRE(deflated);
    CHECK(readable_part(*deflated).starts_with("twenty bytes of head"));
    CHECK(inflated(*deflated) == message);
    CHECK_FALSE(deflater.deflate(std::string(20, 'x'), 20));
}

TEST_CASE("a log counts the messages in compressed batches")
{
    StreamView view;
    view.batches = std::chrono::milliseconds::zero();
    view.deflate_window = Deflater::largest_window;
    LogMemory memory;
    Channel channel(view, 1U << 20U, false, memory);
    for (int i = 0; i < 10; ++i) {
        for (int k = 0; k <= i; ++k)
            channel.append(frame::Opcode::text, {1.5, "topic", "{\"x\":1,\"y\":2}"});
        channel.publish(Channel::Clock::now());
    }
    FrameLog log(channel.oldest(), true);
    const auto last = frame::parse(channel.oldest()->frame(9));
    REQUIRE(last.compressed);
    CHECK(range_of(inflated(last.payload)).first == 45);
    CHECK(log.before_head(10).frame == 9);
    CHECK(log.before_head(11).frame == 8);
    auto cursor = log.before_head(1000);
    log.enter(cursor);
    CHECK(log.advance(cursor, channel.oldest()->published().bytes) == 55);
}
