// SPDX-License-Identifier: MIT
#include "tools/zws2browser/delivery/frame_log.hpp"

#include "tests/unit/catch.hpp"
#include "tools/zws2browser/stream/batch.hpp"

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

namespace {

/// A log of batches of messages of one epoch after another.
class BatchLog {
public:
    /// A batch of the messages from `begin` up to before `end`.
    void append(std::uint64_t epoch, std::uint64_t begin, std::uint64_t end)
    {
        Batch batch(BatchForm::v2);
        for (auto sequence = begin; sequence < end; ++sequence)
            batch.append({1, "t", "x", {epoch, sequence}}, true);
        batch.flush(9, [this](std::string_view bytes) { writer_.append(std::string(bytes)); });
        writer_.publish();
        log.follow();
    }

    /// With which message the log goes on for a client; {} at the head, none where it does not know.
    std::optional<zws::Position> after(const std::vector<zws::Position>& positions)
    {
        const auto cursor = log.after(positions);
        if (!cursor)
            return std::nullopt;
        const auto bytes = gathered(log, *cursor);
        if (bytes.empty())
            return zws::Position{};
        const auto part = coverage_of(frame::parse(bytes).payload);
        return zws::Position{part.epoch, part.begin};
    }

private:
    Writer writer_{300};

public:
    FrameLog log{writer_.first, true};
};

} // namespace

TEST_CASE("a log goes on with the batch that has the message after a position")
{
    using zws::Position;
    BatchLog batches;
    for (std::uint64_t begin = 10; begin < 100; begin += 10)
        batches.append(7, begin, begin + 10);
    CHECK(batches.after({{7, 9}}) == Position{7, 10});
    CHECK(batches.after({{7, 18}}) == Position{7, 10});
    CHECK(batches.after({{7, 19}}) == Position{7, 20});
    CHECK(batches.after({{7, 55}}) == Position{7, 50});
    CHECK(batches.after({{7, 99}}) == Position{}); // all of it came
    CHECK(batches.after({{7, 500}}) == Position{});
    CHECK(batches.after({{7, 2}}) == Position{7, 10}); // what is lost is lost
    CHECK_FALSE(batches.after({{8, 50}}));
    CHECK_FALSE(batches.after({}));
    CHECK(batches.after({{8, 50}, {7, 55}}) == Position{7, 50});
}

TEST_CASE("of several epochs a log goes on where something is new of any")
{
    using zws::Position;
    BatchLog batches;
    batches.append(7, 10, 20);
    batches.append(8, 1, 5);
    batches.append(7, 20, 30);
    batches.append(8, 5, 9);
    CHECK(batches.after({{7, 29}, {8, 4}}) == Position{8, 5});
    CHECK(batches.after({{7, 29}, {8, 8}}) == Position{8, 5}); // which a client that knows it skips
    CHECK(batches.after({{7, 19}, {8, 8}}) == Position{7, 20});
    CHECK(batches.after({{7, 29}}) == Position{8, 5});
    batches.append(7, 12, 14); // it is played again
    CHECK(batches.after({{7, 13}}) == Position{});
}

TEST_CASE("a message that came again is no place to go on from for who misses others")
{
    using zws::Position;
    BatchLog batches;
    batches.append(7, 1, 5);
    batches.append(7, 5, 10);
    batches.append(7, 3, 4);
    CHECK(batches.after({{7, 6}}) == Position{7, 5});
    CHECK(batches.after({{7, 9}}) == Position{7, 3}); // which a client that knows it skips
    batches.append(7, 10, 12);
    CHECK(batches.after({{7, 6}}) == Position{7, 5});
    CHECK(batches.after({{7, 11}}) == Position{});
}

namespace {

/// What BatchLog::after() returns of a log with these batches.
std::optional<zws::Position> found_by_scan(const std::vector<Coverage>& parts, const zws::Position& asked)
{
    const auto wanted = asked.sequence + 1;
    const auto begin_of = [&parts](std::size_t at) {
        return at == parts.size() ? zws::Position{} : zws::Position{parts[at].epoch, parts[at].begin};
    };
    std::optional<zws::Position> later;
    std::optional<zws::Position> end;
    for (std::size_t at = parts.size(); at-- > 0;) {
        const auto& part = parts[at];
        if (part.epoch != asked.epoch)
            continue;
        if (part.begin <= wanted && wanted <= part.end)
            return begin_of(wanted == part.end ? at + 1 : at);
        if (part.begin > wanted)
            later = begin_of(at);
        else if (!end)
            end = begin_of(at + 1);
    }
    return later ? later : end;
}

} // namespace

TEST_CASE("however epochs alternate, a log goes on where a scan of all batches does")
{
    std::mt19937 random(5);
    for (int round = 0; round < 100; ++round) {
        BatchLog batches;
        std::vector<Coverage> parts;
        for (int i = 0; i < 40; ++i) {
            const std::uint64_t epoch = 1 + random() % 3;
            const std::uint64_t begin =
                random() % 4 == 0 ? random() % 50 : 10 * static_cast<std::uint64_t>(i);
            parts.push_back({epoch, begin, begin + 1 + random() % 9});
            batches.append(epoch, parts.back().begin, parts.back().end);
            if (random() % 8 != 0)
                continue;
            const zws::Position asked{1 + random() % 4, random() % 400};
            CHECK(batches.after({asked}) == found_by_scan(parts, asked));
        }
    }
}
