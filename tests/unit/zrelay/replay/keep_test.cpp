// SPDX-License-Identifier: MIT
#include "tools/zrelay/replay/keep.hpp"

#include "libcommon/text/big_endian.hpp"
#include "libcommon/zmq/position.hpp"
#include "tests/unit/catch.hpp"

#include <string>
#include <vector>

using zws::Message;
using zws::ReplayEnd;
using zws::ReplayRequest;
using zws::relay::Keep;

namespace {

using Numbers = std::vector<std::uint64_t>;

bool add(Keep& keep, std::uint64_t epoch, std::uint64_t number)
{
    const auto frame = zws::frame_of({epoch, number});
    Message message({"topic", std::to_string(number), std::string(frame.begin(), frame.end())});
    return keep.add(message);
}

Numbers asked(Keep& keep, const ReplayRequest& request)
{
    auto cursor = keep.begin(request);
    std::vector<Keep::Found> found;
    while (!cursor.done())
        keep.collect(cursor, found);
    Numbers numbers;
    for (const auto& each : found)
        numbers.push_back(each.number);
    return numbers;
}

} // namespace

TEST_CASE("What is asked for is found, as far as it is kept")
{
    Keep keep({.messages = 5});
    for (std::uint64_t number = 1; number <= 8; ++number)
        add(keep, 1, number);
    CHECK(asked(keep, {6, 1, 2}) == Numbers{6, 7});
    CHECK(asked(keep, {1, 1, 5}) == Numbers{4, 5});
    CHECK(asked(keep, {8, 1, 100}) == Numbers{8});
    CHECK(asked(keep, {9, 1, 100}).empty());
    CHECK(asked(keep, {4, 2, 100}).empty());
    CHECK(asked(keep, {ReplayRequest::end, 0, 3}) == Numbers{6, 7, 8});
    CHECK(asked(keep, {ReplayRequest::end, 0, 100}) == Numbers{4, 5, 6, 7, 8});
    CHECK(keep.size().messages == 5);
}

TEST_CASE("Epochs are told apart, also where they come by turns, and have holes")
{
    Keep keep({.messages = 100});
    for (std::uint64_t number = 1; number <= 20; ++number) {
        if (number != 7)
            add(keep, 1, number);
        if (number % 3 == 0)
            add(keep, 2, number);
    }
    CHECK(asked(keep, {5, 1, 4}) == Numbers{5, 6, 8});
    CHECK(asked(keep, {4, 2, 9}) == Numbers{6, 9, 12});
    CHECK(keep.end_of(keep.begin({5, 1, 4})) == ReplayEnd{5, 1, 20, 1});
    CHECK(keep.end_of(keep.begin({5, 2, 4})) == ReplayEnd{5, 2, 18, 1});
    CHECK(keep.end_of(keep.begin({5, 3, 4})) == ReplayEnd{5, 3, 0, 1});
}

TEST_CASE("Bytes are a limit, too")
{
    Keep keep({.bytes = 4096});
    for (std::uint64_t number = 1; number <= 100; ++number)
        add(keep, 1, number);
    CHECK(keep.size().bytes <= 4096);
    CHECK(keep.size().messages > 2);
    CHECK(asked(keep, {1, 1, 100}).back() == 100);
}

TEST_CASE("A message without a number is not kept")
{
    Keep keep({.messages = 5});
    Message message({"topic", "payload"});
    CHECK_FALSE(keep.add(message));
    CHECK(keep.size().messages == 0);
}

TEST_CASE("Of a message with a number of its own the payload is found")
{
    Keep keep({.messages = 5});
    const auto bytes = zws::big_endian(7);
    Message message({"kv-events", std::string(bytes.begin(), bytes.end()), "payload"});
    CHECK(keep.add(message));
    auto cursor = keep.begin({7});
    std::vector<Keep::Found> found;
    keep.collect(cursor, found);
    REQUIRE(found.size() == 1);
    CHECK(found[0].number == 7);
    CHECK(found[0].message.frame_count() == 1);
    CHECK(found[0].message.frame(0) == "payload");
    CHECK(asked(keep, {8}).empty());
}
