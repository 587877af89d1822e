// SPDX-License-Identifier: MIT
#include "tools/zws2browser/stream/batch.hpp"

#include "tests/unit/catch.hpp"

#include <cstring>
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
