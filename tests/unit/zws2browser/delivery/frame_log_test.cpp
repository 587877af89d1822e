// SPDX-License-Identifier: MIT
#include "tools/zws2browser/delivery/frame_log.hpp"

#include "tests/unit/catch.hpp"

#include <memory>
#include <random>
#include <string>
#include <vector>

using namespace zws::browser;

namespace {

/// A chain that grows, and what is in it.
class Writer {
public:
    explicit Writer(std::size_t capacity) : capacity_(capacity), last_(first) {}

    LogMemory memory;
    std::shared_ptr<Segment> first = std::make_shared<Segment>(Segment::Start{}, 64, memory);

    void append(const std::string& payload)
    {
        if (!last_->fits(payload.size()))
            last_ = last_->chain(std::max(capacity_, Segment::capacity_for(payload.size())));
        last_->append(frame::Opcode::binary, payload);
    }
    void publish() { last_->publish(); }

private:
    std::size_t capacity_;
    std::shared_ptr<Segment> last_;
};

std::string gathered(const FrameLog& log, const Cursor& cursor)
{
    BufferList buffers;
    log.gather(cursor, buffers);
    std::string bytes;
    for (std::size_t i = 0; i < buffers.count(); ++i)
        bytes.append(static_cast<const char*>(buffers.data()[i].iov_base), buffers.data()[i].iov_len);
    return bytes;
}

} // namespace

TEST_CASE("a log shows what was published since the cursor, over segments")
{
    Writer writer(64);
    FrameLog log(writer.first);
    Cursor cursor = log.before_head(0);
    log.enter(cursor);
    CHECK_FALSE(log.follow());
    for (int i = 0; i < 20; ++i)
        writer.append(std::string(30, static_cast<char>('a' + i)));
    writer.publish();
    CHECK(log.follow());
    const auto bytes = gathered(log, cursor);
    CHECK(bytes.size() == 16 * 32); // as many segments as a list has buffers, one frame in each
    CHECK(log.advance(cursor, 33) == 1);
    CHECK(log.inside_frame(cursor));
    CHECK(log.rest_of_frame(cursor) == bytes.substr(33, 31));
    CHECK(log.advance(cursor, 19 * 32 - 1) == 19);
    CHECK(gathered(log, cursor).empty());
}

TEST_CASE("a cursor can start before the head, as far as the log reaches")
{
    Writer writer(64);
    FrameLog log(writer.first);
    for (int i = 0; i < 5; ++i)
        writer.append(std::string(20, static_cast<char>('a' + i)));
    writer.publish();
    log.follow();
    CHECK(gathered(log, log.before_head(0)).empty());
    for (std::size_t frames = 1; frames <= 5; ++frames) {
        const auto cursor = log.before_head(frames);
        CHECK(gathered(log, cursor).size() == frames * 22);
        CHECK_FALSE(log.inside_frame(cursor));
    }
    CHECK(log.before_head(100) == log.before_head(5));
}

TEST_CASE("a log is trimmed by segments, and knows whether a cursor is in the way")
{
    Writer writer(128);
    FrameLog log(writer.first);
    Cursor cursor = log.before_head(0);
    log.enter(cursor);
    for (int i = 0; i < 10; ++i)
        writer.append(std::string(100, 'x'));
    writer.publish();
    log.follow();
    const auto wanted = log.before_head(0).segment - 2;
    REQUIRE(log.begins_before(wanted));
    std::uint64_t lost = 0;
    while (log.begins_before(wanted)) {
        if (log.oldest_has_cursors()) {
            CHECK(log.in_oldest(cursor));
            lost += log.overtake(cursor);
        }
        log.drop_oldest();
    }
    CHECK_FALSE(log.begins_before(wanted));
    CHECK(lost + gathered(log, cursor).size() / 102 == 10);
}

TEST_CASE("the low water is the end of the oldest segment in which something can be unsent")
{
    Writer writer(128);
    FrameLog log(writer.first);
    CHECK(log.low_water() == 0);
    Cursor cursor = log.before_head(0);
    log.enter(cursor);
    for (int i = 0; i < 3; ++i)
        writer.append(std::string(100, 'x'));
    writer.publish();
    log.follow();
    CHECK(log.low_water() == 0); // the first segment is too short for any of them
    log.advance(cursor, 1);
    CHECK(log.low_water() == 102);
    log.advance(cursor, 305);
    CHECK(log.low_water() == 306);
    log.leave(cursor);
    CHECK(log.low_water() == 306);
}

TEST_CASE(
    "whatever is appended, sent and dropped: a client gets whole frames in order, and drops are counted")
{
    std::mt19937 random(GENERATE(range(1U, 40U)));
    const auto below = [&random](std::size_t bound) {
        return std::uniform_int_distribution<std::size_t>(0, bound - 1)(random);
    };
    Writer writer(256);
    FrameLog log(writer.first);
    Cursor cursor = log.before_head(0);
    log.enter(cursor);

    std::vector<std::string> frames; // all that were published
    std::string received;
    std::uint64_t completed = 0;
    std::uint64_t dropped = 0;
    const auto send = [&](std::size_t bytes) {
        const auto waiting = gathered(log, cursor);
        bytes = std::min(bytes, waiting.size());
        received += waiting.substr(0, bytes);
        if (bytes > 0)
            completed += log.advance(cursor, bytes);
    };
    const auto trim = [&] {
        for (; log.before_head(0).segment > 4 && log.begins_before(log.before_head(0).segment - 4);
             log.drop_oldest()) {
            if (!log.oldest_has_cursors())
                continue;
            const bool inside = log.inside_frame(cursor);
            if (inside) {
                received += log.rest_of_frame(cursor);
                ++completed;
            }
            dropped += log.overtake(cursor);
        }
    };
    for (int round = 0; round < 200; ++round) {
        for (std::size_t n = below(6); n > 0; --n) {
            const std::string payload(below(below(10) == 0 ? 700 : 60),
                                      static_cast<char>('a' + frames.size() % 26));
            writer.append(payload);
            std::string bytes(frame::max_header_size, '\0');
            bytes.resize(static_cast<std::size_t>(
                frame::write_header(bytes.data(), frame::Opcode::binary, payload.size()) - bytes.data()));
            frames.push_back(bytes + payload);
        }
        writer.publish();
        log.follow();
        send(below(3) == 0 ? 10'000 : below(400));
        trim();
    }
    while (!gathered(log, cursor).empty())
        send(10'000);

    // Each frame that came is the next one of those sent, with as many left out as were counted.
    std::size_t at = 0;
    std::size_t count = 0;
    for (std::size_t sent = 0; at < received.size() && sent < frames.size(); ++sent)
        if (received.compare(at, frames[sent].size(), frames[sent]) == 0) {
            at += frames[sent].size();
            ++count;
        }
    CHECK(at == received.size());
    CHECK(completed + dropped == frames.size());
    CHECK(count == completed);
}
