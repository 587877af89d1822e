// SPDX-License-Identifier: MIT
#include "tools/zws2browser/stream/batch.hpp"

#include "tests/unit/catch.hpp"

#include <cstring>
#include <random>
#include <vector>

using namespace zws::browser;

namespace {

template <class T>
T take(std::string_view& rest)
{
    T value;
    REQUIRE(rest.size() >= sizeof value);
    std::memcpy(&value, rest.data(), sizeof value);
    rest.remove_prefix(sizeof value);
    return value;
}

std::string take_bytes(std::string_view& rest, std::size_t size)
{
    REQUIRE(rest.size() >= size);
    std::string bytes(rest.substr(0, size));
    rest.remove_prefix(size);
    return bytes;
}

struct Decoded {
    double arrived;
    bool has_topic;
    std::string topic;
    bool is_text;
    std::string payload;
    bool operator==(const Decoded&) const = default;
};

/// Reads a batch as zws(7) tells.
std::vector<Decoded> decode(std::string_view rest)
{
    take<std::uint64_t>(rest);
    take<double>(rest);
    const auto count = take<std::uint32_t>(rest);
    std::vector<Decoded> messages;
    std::vector<std::string> topics;
    double clock = -1;
    while (!rest.empty()) {
        const auto topic = take<std::uint32_t>(rest);
        if (topic == 0xffffffff) {
            clock = take<double>(rest);
            continue;
        }
        if (topic == topics.size() + 1) {
            const auto size = take<std::uint32_t>(rest);
            topics.push_back(take_bytes(rest, size));
        }
        const auto size = take<std::uint32_t>(rest);
        messages.push_back({clock, topic != 0, topic == 0 ? "" : topics.at(topic - 1), (size >> 31U) == 0,
                            take_bytes(rest, size & 0x7fffffffU)});
    }
    CHECK(messages.size() == count);
    return messages;
}

std::vector<Decoded> taken(Batch& batch)
{
    std::vector<Decoded> messages;
    batch.flush(9, [&messages](std::string_view bytes) { messages = decode(bytes); });
    return messages;
}

} // namespace

TEST_CASE("a batch has its messages as they are, with topics and times")
{
    Batch batch;
    const std::string single = "in one frame";
    const std::string binary("\xff\0\x01", 3);
    batch.append({1.5, "a", "1"}, true);
    batch.append({1.5, single, single}, true);
    batch.append({2.5, "", binary}, false);
    batch.append({2.5, "a", ""}, true);
    CHECK(taken(batch) == std::vector<Decoded>{{1.5, true, "a", true, "1"},
                                               {1.5, false, "", true, single},
                                               {2.5, true, "", false, binary},
                                               {2.5, true, "a", true, ""}});
    CHECK(batch.empty());
    batch.append({2.5, "a", "next"}, true); // topics and clock are told again
    CHECK(taken(batch) == std::vector<Decoded>{{2.5, true, "a", true, "next"}});
}

TEST_CASE("batches number their messages, and tell when they were closed")
{
    Batch batch;
    for (const std::uint32_t count : {3U, 1U, 2U}) {
        for (std::uint32_t i = 0; i < count; ++i)
            batch.append({1, "t", "x"}, true);
        batch.flush(1234.5, [&](std::string_view bytes) {
            CHECK(range_of(bytes).count == count);
            CHECK(range_of(bytes).first == (count == 3 ? 0U : count == 1 ? 3U : 4U));
            auto rest = bytes.substr(8);
            CHECK(take<double>(rest) == 1234.5);
        });
    }
}

TEST_CASE("a batch has room up to its size, and always for one message")
{
    Batch batch;
    const std::string large(10 * Batch::max_size, 'x');
    CHECK(batch.has_room_for({1, large, large}));
    batch.append({1, "t", "x"}, true);
    CHECK_FALSE(batch.has_room_for({1, large, large}));
    CHECK_FALSE(batch.has_room_for({1, large, "x"}));
    std::size_t size = 0;
    while (batch.has_room_for({1, "t", "0123456789"}))
        batch.append({1, "t", "0123456789"}, true);
    batch.flush(1, [&size](std::string_view bytes) { size = bytes.size(); });
    CHECK(size <= Batch::max_size);
    CHECK(size > Batch::max_size - 100);
}

namespace {

/// What a reader of zws.batch.v2 learns of positions: of its messages, and how many are missing.
struct Told {
    std::vector<zws::Position> positions;
    std::uint64_t missing = 0;
};

Told told(std::string_view bytes)
{
    const auto part = coverage_of(bytes);
    auto rest = bytes.substr(44);
    Told all;
    auto sequence = part.begin;
    std::uint32_t topics = 0;
    while (!rest.empty()) {
        const auto code = take<std::uint32_t>(rest);
        if (code == 0xffffffff)
            take<double>(rest);
        else if (code >= 0xfffffffd) {
            const auto skipped = take<std::uint64_t>(rest);
            sequence += skipped;
            all.missing += code == 0xfffffffd ? skipped : 0;
        } else {
            if (code == topics + 1) {
                ++topics;
                take_bytes(rest, take<std::uint32_t>(rest));
            }
            take_bytes(rest, take<std::uint32_t>(rest) & 0x7fffffffU);
            all.positions.push_back({part.epoch, sequence++});
        }
    }
    CHECK(sequence == part.end);
    return all;
}

Told told(Batch& batch)
{
    Told all;
    batch.flush(9, [&all](std::string_view bytes) { all = told(bytes); });
    return all;
}

ArrivedMessage at(std::uint64_t sequence, std::uint64_t missing = 0, std::uint64_t epoch = 7)
{
    return {1, "t", "x", {epoch, sequence}, missing};
}

} // namespace

TEST_CASE("a batch of the second form tells of each message where it is, and what is missing before it")
{
    Batch batch(BatchForm::v2);
    batch.append(at(3), true);
    batch.append(at(4), true);
    batch.append(at(7, 2), true);
    auto all = told(batch);
    CHECK(all.positions == std::vector<zws::Position>{{7, 3}, {7, 4}, {7, 7}});
    CHECK(all.missing == 2);
    batch.append(at(8), true);
    batch.flush(9, [](std::string_view bytes) { CHECK(coverage_of(bytes).begin == 8); });
}

TEST_CASE("what a view does not show is covered, and what is missing is told once")
{
    Batch batch(BatchForm::v2);
    batch.pass_over(at(3));
    batch.append(at(4), true);
    batch.pass_over(at(8, 3));
    batch.flush(9, [](std::string_view bytes) {
        CHECK(coverage_of(bytes).begin == 3);
        CHECK(coverage_of(bytes).end == 9);
        CHECK(told(bytes).missing == 3);
    });
    batch.pass_over(at(9));
    batch.append(at(11, 1), true);
    const auto all = told(batch);
    CHECK(all.positions == std::vector<zws::Position>{{7, 11}});
    CHECK(all.missing == 1);
}

TEST_CASE("a batch has one epoch, in which it goes on")
{
    Batch batch(BatchForm::v2);
    CHECK(batch.has_room_for(at(5)));
    batch.append(at(5), true);
    CHECK(batch.has_room_for(at(6)));
    CHECK_FALSE(batch.has_room_for(at(5)));
    CHECK_FALSE(batch.has_room_for(at(6, 0, 8)));
    CHECK(told(batch).positions == std::vector<zws::Position>{{7, 5}});
    batch.append(at(2, 0, 8), true);
    CHECK(told(batch).positions == std::vector<zws::Position>{{8, 2}});
    batch.append(at(1, 0, 8), true);
    CHECK(told(batch).positions == std::vector<zws::Position>{{8, 1}});
}

TEST_CASE("any mixture of what is shown, passed over and missing is told as it is, in batches that are small "
          "enough")
{
    std::mt19937 random(1);
    for (int round = 0; round < 50; ++round) {
        Batch batch(BatchForm::v2);
        std::vector<zws::Position> shown;
        std::uint64_t missing = 0;
        Told all;
        const auto take_all = [&] {
            batch.flush(9, [&all](std::string_view bytes) {
                CHECK(bytes.size() <= Batch::max_size);
                const auto more = told(bytes);
                all.positions.insert(all.positions.end(), more.positions.begin(), more.positions.end());
                all.missing += more.missing;
            });
        };
        const std::string payload(random() % 3000, 'x');
        std::uint64_t sequence = 10;
        for (int i = 0; i < 200; ++i) {
            const std::uint64_t lost = random() % 4 == 0 ? random() % 3 : 0;
            sequence += 1 + lost;
            missing += lost;
            const ArrivedMessage arrival{1, "t", payload, {7, sequence}, lost};
            if (random() % 2 == 0) {
                batch.pass_over(arrival);
                continue;
            }
            if (!batch.has_room_for(arrival))
                take_all();
            batch.append(arrival, true);
            shown.push_back(arrival.position);
        }
        batch.append({1, "t", "x", {7, sequence + 1}, 0}, true);
        shown.push_back({7, sequence + 1});
        take_all();
        CHECK(all.positions == shown);
        CHECK(all.missing == missing);
    }
}
