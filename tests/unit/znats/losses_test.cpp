// SPDX-License-Identifier: MIT
#include "tests/unit/catch.hpp"
#include "tests/unit/support/captured.hpp"
#include "tools/znats/losses.hpp"

#include <unistd.h>

using namespace std::chrono_literals;
using zws::nats::Losses;
using zws::test::captured;

TEST_CASE("losses are told at once, then once a second, by their reason")
{
    Losses losses;
    const Losses::Clock::time_point start{1000s};
    REQUIRE(losses.due() == Losses::Clock::time_point::max());
    losses.add("no room");
    REQUIRE(losses.due() <= start);
    REQUIRE(captured(STDERR_FILENO, [&] { losses.report(start); }) ==
            "zws: warning: lost 1 message: no room (1 in all)\n");
    losses.add("no room", 2);
    losses.add("too large");
    REQUIRE(captured(STDERR_FILENO, [&] { losses.report(start + 999ms); }).empty());
    REQUIRE(losses.due() == start + 1s);
    REQUIRE(captured(STDERR_FILENO, [&] { losses.report(start + 1s); }) ==
            "zws: warning: lost 2 messages: no room (4 in all)\n"
            "zws: warning: lost 1 message: too large (4 in all)\n");
    REQUIRE(losses.due() == Losses::Clock::time_point::max());
    losses.add("none", 0);
    REQUIRE(losses.total() == 4);
    REQUIRE(captured(STDERR_FILENO, [&] { losses.tell(); }).empty());
}
