// SPDX-License-Identifier: MIT
#include "libcommon/cli/throughput.hpp"
#include "tests/unit/catch.hpp"

using namespace std::chrono_literals;
using zws::Throughput;

TEST_CASE("throughput tells counts so far and the rates since the last look")
{
    const Throughput::Clock::time_point start{};
    Throughput stream(start);
    for (int i = 0; i < 12; ++i)
        stream.add(100);
    REQUIRE(stream.recent(start + 2s) == "12 messages, 1.2 KiB, 6.0 msg/s, 600.0 B/s");
    stream.add(0);
    REQUIRE(stream.recent(start + 4s) == "13 messages, 1.2 KiB, 0.5 msg/s, 0.0 B/s");
    REQUIRE(stream.total(start + 5200ms) == "13 messages, 1.2 KiB in 5.2 s, 2.5 msg/s, 230.8 B/s");
    REQUIRE(stream.messages() == 13);
}

TEST_CASE("no time has no rate")
{
    Throughput stream(Throughput::Clock::time_point{});
    stream.add(1);
    REQUIRE(stream.total({}) == "1 messages, 1 B in 0.0 s, 0.0 msg/s, 0.0 B/s");
}
