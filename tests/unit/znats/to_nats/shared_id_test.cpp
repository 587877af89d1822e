// SPDX-License-Identifier: MIT
#include "tools/znats/to_nats/shared_id.hpp"

#include "libcommon/zmq/position.hpp"
#include "tests/unit/catch.hpp"

#include <set>
#include <string>
#include <vector>

using zws::Message;
using zws::nats::shared_id;

namespace {

constexpr auto now = std::chrono::system_clock::time_point(std::chrono::seconds(1'700'000'000));
constexpr std::uint64_t now_ns = 1'700'000'000'000'000'000;
constexpr std::uint64_t hour_ns = 3'600'000'000'000;

std::string u64be(std::uint64_t number)
{
    std::string bytes(8, '\0');
    for (auto byte = bytes.rbegin(); byte != bytes.rend(); ++byte, number >>= 8U)
        *byte = static_cast<char>(number & 0xffU);
    return bytes;
}

std::optional<std::string> id(const std::vector<std::string>& frames)
{
    return shared_id(Message(frames), now);
}

} // namespace

TEST_CASE("the same message has the same id, and no other one has it")
{
    const auto time = u64be(now_ns);
    REQUIRE(id({"t", "p", time, u64be(1)}) == id({"t", "p", time, u64be(1)}));
    const std::set<std::optional<std::string>> ids{id({"t", "p", time, u64be(1)}),
                                                   id({"t", "p", time, u64be(2)}),
                                                   id({"t", "p", u64be(now_ns + 1), u64be(1)}),
                                                   id({"tp", "", time, u64be(1)}),
                                                   id({"", "tp", time, u64be(1)}),
                                                   id({"u", "p", time, u64be(1)}),
                                                   id({"t", "p", "", time, u64be(1)})};
    REQUIRE(ids.size() == 7);
    REQUIRE_FALSE(ids.contains(std::nullopt));
}

TEST_CASE("a message with a position is the same whatever else relays have added")
{
    const auto at = [](std::uint64_t epoch, std::uint64_t sequence) {
        const auto frame = zws::frame_of({epoch, sequence});
        return std::string(frame.begin(), frame.end());
    };
    const auto wanted = id({"t", "p", at(1, 2)});
    CHECK(wanted);
    CHECK(id({"t", "p", u64be(now_ns), u64be(1), at(1, 2)}) == wanted);
    const std::set<std::optional<std::string>> others{id({"t", "p", at(1, 3)}), id({"t", "p", at(2, 2)}),
                                                      id({"t", "q", at(1, 2)}), id({"u", "p", at(1, 2)})};
    CHECK(others.size() == 4);
    CHECK_FALSE(others.contains(wanted));
    CHECK_FALSE(others.contains(std::nullopt));
}

TEST_CASE("what has no stamp of these days has no id")
{
    const auto number = u64be(1);
    CHECK_FALSE(id({"p"}));
    CHECK_FALSE(id({"t", u64be(now_ns), number}));
    CHECK_FALSE(id({"t", "p", u64be(now_ns), "1"}));
    CHECK_FALSE(id({"t", "p", "1", number}));
    CHECK_FALSE(id({"t", "p", u64be(0), number}));
    CHECK_FALSE(id({"t", "p", u64be(now_ns - hour_ns), number}));
    CHECK_FALSE(id({"t", "p", u64be(now_ns + hour_ns), number}));
    CHECK(id({"t", "p", u64be(now_ns - hour_ns + 1), number}));
}
