// SPDX-License-Identifier: MIT
#include "tests/unit/catch.hpp"
#include "tools/zrelay/stamp.hpp"

using zws::relay::Stamps;

TEST_CASE("messages are numbered from 0, each topic by itself")
{
    Stamps stamps;
    REQUIRE(stamps.next("a") == 0);
    REQUIRE(stamps.next("a") == 1);
    REQUIRE(stamps.next("") == 0);
    REQUIRE(stamps.next("a") == 2);
}

TEST_CASE("topics that are too many, or too long, begin again")
{
    const std::size_t length = GENERATE(10U, 1'000'000U);
    const std::size_t most = zws::PerTopic<std::uint64_t>::most_memory / (100 + length);
    const auto topic = [length](std::size_t i) {
        auto text = std::to_string(i);
        return text + std::string(length - text.size(), '.');
    };
    Stamps stamps;
    for (std::size_t i = 0; i < most; ++i)
        REQUIRE(stamps.next(topic(i)) == 0);
    REQUIRE(stamps.next(topic(0)) == 1);
    REQUIRE(stamps.next(topic(most)) == 0);
    REQUIRE(stamps.next(topic(0)) == 0);
    REQUIRE(stamps.next(topic(0)) == 1);
}

TEST_CASE("a frame is the number in big-endian order")
{
    REQUIRE(Stamps::frame(0x0102030405060708) == Stamps::Frame{1, 2, 3, 4, 5, 6, 7, 8});
}
